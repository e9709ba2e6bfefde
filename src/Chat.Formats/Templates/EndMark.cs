using Chat.Formats.Jinja;

namespace Chat.Formats.Templates;

/// <summary>Marks where a message ends that is to be continued, so that the prompt can be cut there.</summary>
internal static class EndMark
{
    // A character for private use, which no model was taught. One more of them in a row than any message has is the mark.
    private const char Sign = '\uE0F2';

    /// <summary>A mark that is in none of the messages.</summary>
    /// <param name="messages">The messages.</param>
    public static string For(IReadOnlyList<PromptMessage> messages)
    {
        var longest = 0;
        foreach (var message in messages)
        {
            longest = Math.Max(longest, Math.Max(Run(message.Content.Text), Run(message.Reasoning?.Text ?? "")));
        }

        return new string(Sign, longest + 1);
    }

    /// <summary>The pieces before the mark; null when the mark is not there.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="mark">The mark.</param>
    public static List<JinjaText>? CutAt(IReadOnlyList<JinjaText> pieces, string mark)
    {
        for (var index = pieces.Count - 1; index >= 0; index--)
        {
            var place = pieces[index].Text.LastIndexOf(mark, StringComparison.Ordinal);
            if (place < 0)
            {
                continue;
            }

            var kept = pieces.Take(index).ToList();
            if (place > 0)
            {
                kept.Add(pieces[index] with { Text = pieces[index].Text[..place] });
            }

            return kept;
        }

        return null;
    }

    private static int Run(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var letter in text)
        {
            run = letter == Sign ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
