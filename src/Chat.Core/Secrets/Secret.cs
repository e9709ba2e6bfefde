using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Chat.Core.Secrets;

/// <summary>
/// A key. It prints as <c>***</c> wherever a value is shown: as text, in a debugger and as JSON. Two secrets are equal only when
/// they are the same object, so that no comparison tells what one holds.
/// </summary>
[DebuggerDisplay(Mask)]
[JsonConverter(typeof(SecretJsonConverter))]
public sealed class Secret
{
    /// <summary>What stands for a secret wherever one would be shown.</summary>
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    /// <summary>Keeps a text secret.</summary>
    /// <param name="text">The text; not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is null or empty.</exception>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _text = text;
    }

    /// <summary>The text itself, for the one place that sends it.</summary>
    public string Reveal() => _text;

    /// <summary>Always <see cref="Mask"/>.</summary>
    public override string ToString() => Mask;
}
