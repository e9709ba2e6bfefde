using Chat.Core.Secrets;
using Chat.Http.Failures;

namespace Chat.Http.Connections;

/// <summary>
/// The server of a request, as failures speak of it: its name, and the secrets that none of its words may repeat.
/// </summary>
internal sealed class Peer
{
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

    /// <inheritdoc/>
    public override string ToString() => Name;
}
