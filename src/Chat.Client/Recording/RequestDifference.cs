namespace Chat.Client.Recording;

/// <summary>One place where two requests differ.</summary>
/// <param name="Path">The place, such as <c>messages[1].content</c>.</param>
/// <param name="Recorded">The value in the cassette, as JSON, shortened.</param>
/// <param name="Asked">The value that was asked for, as JSON, shortened.</param>
internal sealed record RequestDifference(string Path, string Recorded, string Asked)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path} is {Asked}, recorded was {Recorded}";
}
