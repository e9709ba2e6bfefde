namespace Chat.Formats.ToolCalls;

/// <summary>
/// What stands around an argument that is written by itself: <c>Start KEY KeyEnd VALUE End</c>, and <see cref="Separator"/> between two.
/// </summary>
/// <param name="Start">Before the key.</param>
/// <param name="KeyEnd">Between key and value.</param>
/// <param name="End">After the value; <c>${key}</c> in it stands for the key.</param>
internal sealed record ArgumentMarks(string Start, string KeyEnd, string End)
{
    /// <summary>What stands between two arguments.</summary>
    public string Separator { get; init; } = "";

    /// <summary>What stands between key and value instead when the value is not a string; null when both are written alike.</summary>
    public string? OtherKeyEnd { get; init; }
}
