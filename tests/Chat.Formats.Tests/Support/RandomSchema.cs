namespace Chat.Formats.Tests.Support;

/// <summary>A schema, and values that fit it.</summary>
/// <param name="Text">The schema.</param>
/// <param name="Value">Draws a value that fits, without white space; its second argument is how deep it may still go.</param>
internal sealed record RandomSchema(string Text, Func<Random, int, string> Value)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
