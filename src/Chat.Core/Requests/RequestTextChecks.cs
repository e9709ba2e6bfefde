using Chat.Core.Errors;

namespace Chat.Core.Requests;

/// <summary>
/// Checks that the texts of a request are well-formed. A string of .NET may hold half a surrogate pair, which no wire can carry: it
/// would be replaced on the way, and the model would read another text than was given.
/// </summary>
internal static class RequestTextChecks
{
    /// <summary>Checks every text of a request that a model reads or that is compared with its answer.</summary>
    /// <param name="request">The request; its messages are not null.</param>
    /// <exception cref="ChatException">
    /// A text is ill-formed: kind <see cref="ChatErrorKind.InvalidRequest"/>, with the field named in the message.
    /// </exception>
    public static void Check(ChatCompletionRequest request)
    {
        WellFormed("model", request.Model);
        for (var index = 0; index < request.Messages.Count; index++)
        {
            Check($"messages[{index}]", request.Messages[index]);
        }

        for (var index = 0; index < request.Stop?.Count; index++)
        {
            WellFormed($"stop[{index}]", request.Stop[index]);
        }
    }

    private static void Check(string field, ChatMessage message)
    {
        WellFormed($"{field}.role", message.Role.Value);
        WellFormed($"{field}.content", message.Content?.Text);
        WellFormed($"{field}.name", message.Name);
        WellFormed($"{field}.refusal", message.Refusal);
        WellFormed($"{field}.tool_call_id", message.ToolCallId);
        WellFormed($"{field}.reasoning", message.Reasoning);
        for (var part = 0; part < message.Content?.Parts?.Count; part++)
        {
            WellFormed($"{field}.content[{part}].text", message.Content.Parts[part].Text);
        }
    }

    private static void WellFormed(string field, string? text)
    {
        if (text is not null && FindHalf(text) is >= 0 and var place)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{field} is not well-formed text: the character at index {place} is half a surrogate pair.",
                "Cut texts between whole characters, or replace the half."
            );
        }
    }

    private static int FindHalf(string text)
    {
        // Most texts hold no surrogate at all, and are passed over at the speed of memory.
        var place = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        while (place >= 0 && place < text.Length)
        {
            if (!char.IsSurrogate(text[place]))
            {
                place++;
            }
            else if (place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1]))
            {
                place += 2;
            }
            else
            {
                return place;
            }
        }

        return -1;
    }
}
