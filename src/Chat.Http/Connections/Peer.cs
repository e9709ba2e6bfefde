using System.Text;
using Chat.Core.Secrets;
using Chat.Http.Failures;

namespace Chat.Http.Connections;

/// <summary>
/// The server of a request, as failures speak of it: its name, and the secrets that none of its words may repeat.
/// </summary>
internal sealed class Peer
{
    private const int MostQuoted = 64 << 10;

    private readonly SecretRedactor _redactor;

    /// <summary>Names a server.</summary>
    /// <param name="address">Its address; only host and port are kept.</param>
    /// <param name="secrets">The key and whatever else must not show, however the server echoes it.</param>
    public Peer(Uri address, IEnumerable<Secret> secrets)
    {
        Name = address.Authority;
        _redactor = new SecretRedactor(secrets);
    }

    /// <summary>Host, and port when it is not the scheme's own: <c>api.openai.com</c>, <c>127.0.0.1:8080</c>.</summary>
    public string Name { get; }

    /// <summary>A server's text made fit for a message: secrets out, control characters out, one line, cut to a length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most UTF-16 code units that stay; a cut is marked.</param>
    public string Clean(string text, int maxLength = ServerText.MaxLength) =>
        ServerText.Clean(_redactor.Redact(text), maxLength);

    /// <summary>The beginning of what a server sent, made fit for a message.</summary>
    /// <param name="utf8">What it sent.</param>
    /// <param name="maxLength">The most UTF-16 code units that stay; a cut is marked.</param>
    public string Quote(ReadOnlySpan<byte> utf8, int maxLength) =>
        // Secrets are looked for in far more than is shown: half a key at the cut would be found by nobody.
        Clean(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, MostQuoted)]), maxLength);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
