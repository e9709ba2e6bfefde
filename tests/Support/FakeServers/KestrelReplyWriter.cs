using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Testing.FakeServers;

/// <summary>Plays a reply through the web server's own response: HTTP/1.1 and HTTP/2, plain and with TLS.</summary>
internal static class KestrelReplyWriter
{
    public static async Task WriteAsync(
        HttpContext context,
        FakeReply reply,
        CancellationTokenRegistration watch,
        CancellationToken stop
    )
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.Append(name, value);
        }

        var isBodyAllowed = reply.Status is not (204 or 304);
        if (reply.Framing == FakeFraming.ContentLength && isBodyAllowed)
        {
            response.ContentLength = reply.Steps.Sum(step => (long)step.Bytes.Length);
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (isBodyAllowed && reply.Steps.Count > 0)
        {
            await response.StartAsync(stop);
            await response.Body.FlushAsync(stop);
        }

        foreach (var (index, step) in reply.Steps.Index())
        {
            var isLastOfKnownLength = reply.Framing == FakeFraming.ContentLength && index == reply.Steps.Count - 1;
            if (
                step.Kind is FakeStepKind.Cut or FakeStepKind.Reset
                || (isLastOfKnownLength && step.Kind == FakeStepKind.Send)
            )
            {
                // From here on a lost connection is our doing, or a client that has all it wanted.
                watch.Unregister();
            }

            if (!await PlayAsync(context, step, stop))
            {
                break;
            }
        }
    }

    private static async Task<bool> PlayAsync(HttpContext context, FakeStep step, CancellationToken stop)
    {
        switch (step.Kind)
        {
            case FakeStepKind.Send:
                await context.Response.Body.WriteAsync(step.Bytes, stop);
                await context.Response.Body.FlushAsync(stop);
                return true;
            case FakeStepKind.Wait:
                await step.Gate!.PassAsync(stop);
                return true;
            case FakeStepKind.HoldOpen:
                await new TaskCompletionSource().Task.WaitAsync(stop);
                return false;
            case FakeStepKind.Cut or FakeStepKind.Reset:
                context.Abort();
                return false;
            default:
                return false;
        }
    }
}
