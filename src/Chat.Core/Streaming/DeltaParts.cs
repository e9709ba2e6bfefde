using Chat.Core.Requests;

namespace Chat.Core.Streaming;

/// <summary>Reads the content of a delta that came as a list of parts.</summary>
internal static class DeltaParts
{
    /// <summary>The text of the text parts; null when there are none.</summary>
    /// <param name="parts">The parts.</param>
    public static string? Text(IReadOnlyList<ContentPart>? parts) =>
        Join(parts?.Where(part => part.Thinking is null).Select(part => part.Text));

    /// <summary>The text of the thinking parts; null when there are none.</summary>
    /// <param name="parts">The parts.</param>
    public static string? Thinking(IReadOnlyList<ContentPart>? parts) =>
        Join(parts?.SelectMany(part => part.Thinking ?? []).Select(part => part.Text));

    private static string? Join(IEnumerable<string?>? texts)
    {
        var some = texts?.Where(text => text is not null).ToList();
        return some is null or { Count: 0 } ? null : string.Concat(some);
    }
}
