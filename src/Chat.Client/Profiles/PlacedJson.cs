using System.Text.Json;

namespace Chat.Client.Profiles;

/// <summary>A JSON value that knows where it stands, so that a fault in it can be shown. No record: one would print its text.</summary>
internal sealed class PlacedJson
{
    /// <summary>The kind of value.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>Where it begins, in bytes from the start of the file.</summary>
    public required int Offset { get; init; }

    /// <summary>The keys that lead to it, such as <c>profiles.openai.url</c>; empty for the whole file.</summary>
    public required string Path { get; init; }

    /// <summary>The text of a string; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>The value of a number; infinite when it has no double.</summary>
    public double Number { get; init; }

    /// <summary>The members of an object, in order; no two have the same name.</summary>
    public IReadOnlyList<PlacedMember> Members { get; init; } = [];
}
