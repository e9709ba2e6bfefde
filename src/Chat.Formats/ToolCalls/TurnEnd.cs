namespace Chat.Formats.ToolCalls;

/// <summary>Cuts off what a template writes after an answer: the model's end token, and what leads over to the next message.</summary>
internal static class TurnEnd
{
    // Words in end tokens of all families; a mark of a call holds none of them.
    private static readonly string[] Words =
    [
        "eos",
        "eot",
        "eom",
        "im_end",
        "end_of",
        "END_OF_TURN",
        "endoftext",
        "end▁of",
        "role_end",
        "/assistant",
        "<turn|",
        "tool_response",
        "SPECIAL_",
        "EOS",
        "<sep>",
        "</s>",
        "message_sep",
        "start_header",
        "START_OF_TURN",
    ];

    /// <summary>Cuts it off.</summary>
    /// <param name="body">The answer and what follows.</param>
    /// <param name="footer">What follows a plain answer.</param>
    /// <param name="endTexts">Texts of end tokens.</param>
    public static string Cut(string body, string footer, IReadOnlyList<string> endTexts)
    {
        // The end is looked for after the last argument, so that no mark before it is taken for one.
        var from = Math.Max(
            body.LastIndexOf(CallProbes.Values.Number, StringComparison.Ordinal),
            body.LastIndexOf(CallProbes.OtherValues.Number, StringComparison.Ordinal)
        );
        if (from < 0)
        {
            return body;
        }

        var end = body.Length;
        if (footer.Trim().Length > 0)
        {
            var at = body.IndexOf(footer.Trim(), from, StringComparison.Ordinal);
            end = at < 0 ? end : at;
        }

        foreach (var text in endTexts)
        {
            var at = text.Length == 0 ? -1 : body.IndexOf(text, from, StringComparison.Ordinal);
            end = at < 0 ? end : Math.Min(end, at);
        }

        return body[..Math.Min(end, FirstEnd(body, from))].TrimEnd();
    }

    private static int FirstEnd(string body, int from)
    {
        // Of several that open before one that closes, the first holds the words of all.
        for (var open = body.IndexOf('<', from); open >= 0; open = body.IndexOf('<', from))
        {
            from = body.IndexOf('>', open) + 1;
            if (from == 0)
            {
                break;
            }

            var token = body[open..from];
            if (Words.Any(word => token.Contains(word, StringComparison.Ordinal)))
            {
                return open;
            }
        }

        return body.Length;
    }
}
