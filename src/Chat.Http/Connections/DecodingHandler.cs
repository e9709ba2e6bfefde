using System.IO.Compression;
using System.Net.Http.Headers;
using Chat.Core.Errors;

namespace Chat.Http.Connections;

/// <summary>
/// Asks for answers as they are, and still decodes what comes compressed. Compression holds tokens back until a block is full, so it is not
/// asked for; the platform's own decompression always asks (it adds its encodings behind <c>identity</c>), and so is not used.
/// </summary>
/// <param name="inner">The handler with the connections.</param>
internal sealed class DecodingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // A server applies one; a proxy may add its own.
    private const int MaxEncodings = 2;

    /// <inheritdoc/>
    /// <exception cref="ChatException">The answer has an encoding that was not asked for and is not known here: kind <see cref="ChatErrorKind.Protocol"/>.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!request.Headers.NonValidated.Contains("Accept-Encoding"))
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var encodings = response.Content.Headers.ContentEncoding.Where(IsCoded).ToArray();
        if (encodings.Length == 0)
        {
            return response;
        }

        if (encodings.Length > MaxEncodings || !encodings.All(IsKnown))
        {
            response.Dispose();
            throw Unknown(request.RequestUri?.Authority ?? "The server", encodings);
        }

        await DecodeAsync(response, encodings, cancellationToken).ConfigureAwait(false);
        return response;
    }

    private static async Task DecodeAsync(
        HttpResponseMessage response,
        string[] encodings,
        CancellationToken cancellationToken
    )
    {
        var coded = response.Content;
        var stream = await coded.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        foreach (var encoding in encodings.Reverse())
        {
            stream = Decoder(encoding, stream);
        }

        var decoded = new StreamContent(stream);
        foreach (var (name, values) in coded.Headers.NonValidated)
        {
            if (!IsOfCodedForm(name))
            {
                decoded.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
            }
        }

        response.Content = decoded;
    }

    private static Stream Decoder(string encoding, Stream coded) =>
        encoding.ToUpperInvariant() switch
        {
            "BR" => new BrotliStream(coded, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(coded, CompressionMode.Decompress),
            _ => new GZipStream(coded, CompressionMode.Decompress),
        };

    private static bool IsCoded(string encoding) =>
        encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsKnown(string encoding) =>
        encoding.ToUpperInvariant() is "GZIP" or "X-GZIP" or "BR" or "DEFLATE";

    private static bool IsOfCodedForm(string name) =>
        name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    private static ChatException Unknown(string server, string[] encodings) =>
        new(
            ChatErrorKind.Protocol,
            $"{server} answered in the encoding \"{Failures.ServerText.Clean(string.Join(", ", encodings), 100)}\", which was not asked for.",
            "Turn compression off on the server or on the proxy before it."
        );
}
