using System.Globalization;
using Chat.Formats.Jinja;

namespace Chat.Formats.Templates;

/// <summary>Marks where a message ends that is to be continued, so that the prompt can be cut there.</summary>
internal static class EndMark
{
    // Characters for private use, which no model was taught; a number makes the mark one that no message has.
    private const char Open = '\uE0F2';
    private const char Close = '\uE0F3';

    /// <summary>A mark that is in none of the messages.</summary>
    /// <param name="messages">The messages.</param>
    public static string For(IReadOnlyList<PromptMessage> messages)
    {
        // Each message can rule out so many numbers as it has opening characters, so the loop ends.
        for (var number = 0; ; number++)
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"{Open}{number}{Close}");
            if (!messages.Any(message => Has(message.Content.Text, mark) || Has(message.Reasoning?.Text ?? "", mark)))
            {
                return mark;
            }
        }
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

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.Ordinal);
}
