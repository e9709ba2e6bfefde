using Chat.Formats.Reasoning;

namespace Chat.Formats.ToolCalls;

/// <summary>Families of models whose form does not show, or not wholly, in what their templates write.</summary>
internal static class CallFamilies
{
    /// <summary>Kimi K2: <c>functions.NAME:PLACE</c> is the call's id, and all that templates of later versions write of the name.</summary>
    public static CallFormat KimiK2 { get; } =
        new()
        {
            SectionStart = "<|tool_calls_section_begin|>",
            Call = CallPart.Parse(
                "<|tool_call_begin|>functions.${name}:${index}<|tool_call_argument_begin|>${arguments}<|tool_call_end|>"
            ),
            Separator = "",
            SectionEnd = "<|tool_calls_section_end|>",
            IdPattern = "functions.${name}:${index}",
        };

    /// <summary>LFM2 of Liquid AI: Python calls in a list.</summary>
    public static CallFormat Lfm2 { get; } =
        new()
        {
            SectionStart = "<|tool_call_start|>[",
            Call = CallPart.Parse("${name}(${arguments})"),
            Separator = ", ",
            SectionEnd = "]<|tool_call_end|>",
            Arguments = ArgumentWriting.Python,
        };

    /// <summary>Kimi K3: every part of a message stands between open and close marks that name it.</summary>
    public static CallFormat KimiK3 { get; } =
        new()
        {
            SectionStart = "<|open|>tools<|sep|>",
            Call = CallPart.Parse(
                "<|open|>call tool=\"${name}\" index=\"${index}\"<|sep|>${arguments}<|close|>call<|sep|>"
            ),
            Separator = "",
            SectionEnd = "<|close|>tools<|sep|><|close|>message<|sep|>",
            Arguments = ArgumentWriting.Tagged,
            ArgumentMarks = new ArgumentMarks(
                "<|open|>argument key=\"",
                "\" type=\"${type}\"<|sep|>",
                "<|close|>argument<|sep|>"
            ),
            Reasoning = new ReasoningMarks("<|open|>think<|sep|>", "<|close|>think<|sep|>"),
            ContentStart = "<|open|>response<|sep|>",
            ContentEnd = "<|close|>response<|sep|>",
            Noise = ["<|close|>message<|sep|>"],
        };

    /// <summary>gpt-oss: OpenAI's harmony format.</summary>
    public static CallFormat Harmony { get; } =
        new()
        {
            Call = CallPart.Parse(
                "<|channel|>commentary to=functions.${name} <|constrain|>json<|message|>${arguments}"
            ),
            Separator = null,
            Channels = new ChannelMarks(ChannelKind.Harmony),
            Reasoning = new ReasoningMarks("<|channel|>analysis<|message|>", "<|end|>"),
        };

    /// <summary>Functionary 3.2: a line with the recipient before every part of an answer; the prompt ends with the first one's sign.</summary>
    public static CallFormat Functionary32 { get; } =
        new()
        {
            Call = CallPart.Parse("${name}\n${arguments}"),
            Separator = ">>>",
            Channels = new ChannelMarks(ChannelKind.Recipient),
        };

    /// <summary>The form of a family that is known by its marks before all else.</summary>
    /// <param name="probes">What the template wrote.</param>
    /// <param name="reasoning">The marks of reasoning that were found.</param>
    /// <returns>Null when it is none of these.</returns>
    public static CallFormat? Of(RenderedProbes probes, ReasoningMarks? reasoning)
    {
        var source = probes.Source;
        if (Has(source, "<|channel|>") && Has(source, "<|message|>") && Has(source, "<|start|>"))
        {
            return Harmony;
        }

        if (Has(source, ">>>all") || (Has(source, ">>>") && Has(probes.Prompt ?? "", "\n>>>")))
        {
            return Functionary32;
        }

        if (Has(source, "<|open|>") && Has(source, "<|sep|>") && Has(source, "<|close|>"))
        {
            return KimiK3;
        }

        return Has(source, "<|tool_call_begin|>") && Has(source, "<|tool_call_argument_begin|>")
            ? KimiK2 with
            {
                Reasoning = reasoning,
            }
            : null;
    }

    /// <summary>The form of a family whose template wrote no calls for the probes.</summary>
    /// <param name="probes">What the template wrote.</param>
    /// <returns>Null when it is none of these.</returns>
    public static CallFormat? Fallback(RenderedProbes probes)
    {
        var source = probes.Source;
        if (Has(source, "<|tool_call_start|>") || Has(source, "<|tool_list_start|>") || Has(source, "List of tools: ["))
        {
            return Lfm2;
        }

        if (Has(source, "<|tool_call|>"))
        {
            // Granite 3 writes the token and then a list of calls.
            return CallFormat.Generic with
            {
                SectionStart = "<|tool_call|>[",
                Call = CallPart.Parse("{\"name\": \"${name}\", \"arguments\": ${arguments}}"),
                Separator = ", ",
                SectionEnd = "]",
                NeedsInstructions = false,
            };
        }

        return Has(source, "<tool_call>") && Has(source, "tools")
            ? CallFormat.Generic with
            {
                NeedsInstructions = false,
            }
            : null;
    }

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.Ordinal);
}
