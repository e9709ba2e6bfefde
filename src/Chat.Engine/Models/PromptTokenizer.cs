namespace Chat.Engine.Models;

/// <summary>
/// Turns a rendered prompt into tokens. Control tokens and markers are taken from template text only. The text between two control tokens is
/// tokenized as one stretch, whether it comes from the template, a message or both, as the model saw it in training.
/// </summary>
/// <param name="vocabulary">The model's vocabulary.</param>
internal sealed class PromptTokenizer(Vocabulary vocabulary)
{
    /// <summary>Tokenizes a prompt.</summary>
    /// <param name="segments">The prompt.</param>
    /// <returns>The tokens, with the model's begin-of-sequence token in front where it wants one.</returns>
    public int[] Tokenize(IReadOnlyList<PromptSegment> segments)
    {
        var tokens = new List<int>();
        var plain = new PlainText();
        var stripNext = false;
        foreach (var (text, isTrusted) in segments)
        {
            if (isTrusted)
            {
                AddTrusted(text, tokens, plain, ref stripNext);
            }
            else
            {
                plain.AddUntrusted(Strip(text, ref stripNext), vocabulary.Markers);
            }
        }

        EndPlain(tokens, plain);
        if (vocabulary.BeginOfSequence is { } begin && (tokens.Count == 0 || tokens[0] != begin))
        {
            tokens.Insert(0, begin);
        }

        return [.. tokens];
    }

    private void AddTrusted(string text, List<int> tokens, PlainText plain, ref bool stripNext)
    {
        var position = 0;
        while (position < text.Length)
        {
            var (start, control) = FindControl(text, position);
            plain.AddTrusted(Strip(text[position..start], ref stripNext));
            if (control is null)
            {
                return;
            }

            if (control.Attributes.HasFlag(TokenAttributes.StripsLeft))
            {
                plain.TrimEnd();
            }

            EndPlain(tokens, plain);
            tokens.Add(control.Id);
            stripNext = control.Attributes.HasFlag(TokenAttributes.StripsRight);
            position = start + control.Text.Length;
        }
    }

    // White space after some control tokens belongs to them, wherever it comes from.
    private static string Strip(string text, ref bool stripNext)
    {
        var kept = stripNext ? text.TrimStart(PlainText.White) : text;
        stripNext &= kept.Length == 0;
        return kept;
    }

    private void EndPlain(List<int> tokens, PlainText plain)
    {
        foreach (var piece in plain.Take())
        {
            tokens.AddRange(vocabulary.Tokenize(piece));
        }
    }

    // The earliest control token; of those that start at one place, the longest, since the list is in that order.
    private (int Start, ControlToken? Token) FindControl(string text, int position)
    {
        var start = text.Length;
        ControlToken? found = null;
        foreach (var control in vocabulary.ControlTokens)
        {
            var index = text.AsSpan(position).IndexOf(control.Text, StringComparison.Ordinal);
            if (index >= 0 && position + index < start)
            {
                start = position + index;
                found = control;
            }
        }

        return (start, found);
    }
}
