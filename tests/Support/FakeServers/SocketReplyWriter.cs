using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Chat.Testing.FakeServers;

/// <summary>
/// Plays a reply past the web server, straight onto the socket of a plain HTTP/1.1 connection: for ends that no sound server would send. Each
/// piece is with the network before the next step begins, so a cut behind byte n comes behind byte n. The connection is always closed after it.
/// </summary>
internal static class SocketReplyWriter
{
    public static async Task WriteAsync(
        HttpContext context,
        Socket socket,
        FakeReply reply,
        CancellationTokenRegistration watch,
        CancellationToken stop
    )
    {
        if (reply.Framing != FakeFraming.Raw)
        {
            await SendAsync(socket, Encoding.Latin1.GetBytes(Head(reply)), stop);
        }

        var end = FakeStepKind.End;
        foreach (var step in reply.Steps)
        {
            if (step.Kind == FakeStepKind.Send)
            {
                await SendAsync(socket, Framed(step.Bytes, reply.Framing), stop);
            }
            else if (step.Kind == FakeStepKind.Wait)
            {
                await step.Gate!.PassAsync(stop);
            }
            else
            {
                end = step.Kind;
                break;
            }
        }

        if (end != FakeStepKind.HoldOpen)
        {
            // From here on a lost connection is our doing.
            watch.Unregister();
        }

        await EndAsync(context, socket, reply, end, stop);
    }

    private static async Task EndAsync(
        HttpContext context,
        Socket socket,
        FakeReply reply,
        FakeStepKind end,
        CancellationToken stop
    )
    {
        if (end == FakeStepKind.Reset)
        {
            // A linger time of zero turns the close into a reset.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            context.Abort();
            return;
        }

        if (end == FakeStepKind.End && reply.Framing == FakeFraming.Chunked)
        {
            await SendAsync(socket, "0\r\n\r\n"u8.ToArray(), stop);
        }

        if (end != FakeStepKind.HoldOpen)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        // Closing before the client has read the end could turn the end into a reset; so the client closes first.
        await new TaskCompletionSource().Task.WaitAsync(stop);
    }

    private static string Head(FakeReply reply)
    {
        var head = new StringBuilder();
        head.Append(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {reply.Status} {ReasonPhrases.GetReasonPhrase(reply.Status)}\r\n"
        );
        if (reply.ContentType is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {reply.ContentType}\r\n");
        }

        foreach (var (name, value) in reply.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(
            reply.Framing switch
            {
                FakeFraming.Chunked => "Transfer-Encoding: chunked\r\n",
                FakeFraming.ContentLength => $"Content-Length: {reply.Steps.Sum(step => (long)step.Bytes.Length)}\r\n",
                _ => "Connection: close\r\n",
            }
        );
        return head.Append("\r\n").ToString();
    }

    private static ReadOnlyMemory<byte> Framed(ReadOnlyMemory<byte> bytes, FakeFraming framing) =>
        // A chunk of no bytes would be the end.
        framing != FakeFraming.Chunked
        || bytes.IsEmpty
            ? bytes
            : (byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes.Span, .. "\r\n"u8];

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, stop)..];
        }
    }
}
