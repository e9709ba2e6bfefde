using System.Globalization;
using System.Text.Json.Serialization;

namespace Chat.Rpc.Protocol;

/// <summary>
/// The version of the protocol, on the wire <c>"1.0"</c>. Two sides of one major version understand each other; a minor version adds
/// fields and methods that the other side may leave aside.
/// </summary>
/// <param name="Major">Raised when an older peer would misunderstand; 0 or more.</param>
/// <param name="Minor">Raised when something is added; 0 or more.</param>
[JsonConverter(typeof(ProtocolVersionConverter))]
public readonly record struct ProtocolVersion(int Major, int Minor) : IComparable<ProtocolVersion>
{
    /// <summary>The version that this program speaks.</summary>
    public static ProtocolVersion Current { get; } = new(1, 0);

    /// <summary>Reads a version.</summary>
    /// <param name="text">The text, two numbers with a dot between.</param>
    /// <param name="version">The version, when it is one.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(string? text, out ProtocolVersion version)
    {
        version = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (
            dot < 0
            || !int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
        )
        {
            return false;
        }

        version = new ProtocolVersion(major, minor);
        return true;
    }

    /// <summary>True when a peer of the other version can be spoken with.</summary>
    /// <param name="other">The peer's version.</param>
    public bool IsCompatibleWith(ProtocolVersion other) => Major == other.Major;

    /// <inheritdoc/>
    public int CompareTo(ProtocolVersion other) =>
        Major == other.Major ? Minor.CompareTo(other.Minor) : Major.CompareTo(other.Major);

    /// <summary>True when the left version is older.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(ProtocolVersion left, ProtocolVersion right) => left.CompareTo(right) < 0;

    /// <summary>True when the left version is not newer.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(ProtocolVersion left, ProtocolVersion right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left version is newer.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(ProtocolVersion left, ProtocolVersion right) => left.CompareTo(right) > 0;

    /// <summary>True when the left version is not older.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(ProtocolVersion left, ProtocolVersion right) => left.CompareTo(right) >= 0;

    /// <summary>The version as on the wire.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
