using System.Net.Http.Headers;
using Chat.Http.Connections;

namespace Chat.Http.Failures;

/// <summary>The server's id of a request, by which its operator finds it.</summary>
internal static class RequestIds
{
    // The server's own before those of what stands in front of it.
    private static readonly string[] Names =
    [
        "x-request-id",
        "request-id",
        "apim-request-id",
        "x-ms-request-id",
        "cf-ray",
    ];

    /// <summary>The first id that the headers give, cleaned, and cut to 128 characters; null when they give none.</summary>
    /// <param name="headers">An answer's headers.</param>
    /// <param name="peer">The server.</param>
    public static string? Of(HttpResponseHeaders headers, Peer peer)
    {
        foreach (var name in Names)
        {
            if (headers.NonValidated.TryGetValues(name, out var values))
            {
                var id = peer.Clean(string.Join(",", values), 128);
                if (id.Length > 0)
                {
                    return id;
                }
            }
        }

        return null;
    }
}
