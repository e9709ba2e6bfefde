using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Testing.FakeServers;

/// <summary>Reads a request whole.</summary>
internal static class FakeRequestReader
{
    public static async Task<FakeRequest> ReadAsync(HttpContext context, CancellationToken stop)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, stop);
        return new FakeRequest
        {
            Method = context.Request.Method,
            // The raw target: what routing would decode stays as it was sent.
            Path = context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            Protocol = context.Request.Protocol,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key,
                header => string.Join(", ", header.Value.ToArray()),
                StringComparer.OrdinalIgnoreCase
            ),
            Body = body.ToArray(),
        };
    }
}
