namespace Chat.Formats.Tests.Upstream;

/// <summary>A value written in C++: a text, a list in braces, a call, a sum, or anything else by its word.</summary>
/// <param name="Text">The text of a string or of a character, adjacent strings joined; null for everything else.</param>
/// <param name="Name">The name of what is called or named, a number's digits, <c>{</c> for a list, <c>+</c> for a sum; empty for a text.</param>
/// <param name="Items">What a list holds, a call is given or a sum adds.</param>
public sealed record CppValue(string? Text, string Name, IReadOnlyList<CppValue> Items)
{
    /// <summary>The text.</summary>
    /// <exception cref="InvalidDataException">The value is no text.</exception>
    public string Required => Text ?? throw new InvalidDataException($"There is no text but {Name}.");

    /// <summary>The texts of a list of texts.</summary>
    public IEnumerable<string> Texts => Items.Select(item => item.Required);
}
