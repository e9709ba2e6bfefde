using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>One form of calls of each kind.</summary>
internal static class TestFormats
{
    public static IReadOnlyDictionary<string, CallFormat> All { get; } =
        new Dictionary<string, CallFormat>(StringComparer.Ordinal)
        {
            ["json in tags"] = CallFormat.Generic,
            ["json list"] = new()
            {
                SectionStart = "[TOOL_CALLS][",
                Call = CallPart.Parse("{\"name\": \"${name}\", \"arguments\": ${arguments}, \"id\": \"${id}\"}"),
                Separator = ", ",
                SectionEnd = "]",
                IsJsonObject = true,
                BareIdLength = 9,
            },
            ["bare json"] = new()
            {
                Call = CallPart.Parse("{\"name\": \"${name}\", \"parameters\": ${arguments}}"),
                Separator = null,
                IsJsonObject = true,
                ArgumentsKey = "parameters",
            },
            ["name as key"] = new()
            {
                SectionStart = "<|tools_prefix|>[",
                Call = CallPart.Parse("{\"${name}\": ${arguments}}"),
                Separator = ", ",
                SectionEnd = "]<|tools_suffix|>",
                IsJsonObject = true,
                IsNameKey = true,
            },
            ["name before json"] = new() { Call = CallPart.Parse("<function=${name}>${arguments}</function>") },
            ["name, id and json"] = new()
            {
                Call = CallPart.Parse("[TOOL_CALLS]${name}[CALL_ID]${id}[ARGS]${arguments}"),
                Separator = "",
                BareIdLength = 9,
            },
            ["kimi k2"] = CallFamilies.KimiK2,
            ["kimi k3"] = CallFamilies.KimiK3,
            ["python"] = CallFamilies.Lfm2,
            ["harmony"] = CallFamilies.Harmony,
            ["recipients"] = CallFamilies.Functionary32,
            ["bare keys"] = new()
            {
                Call = CallPart.Parse("<|tool_call>call:${name}${arguments}<tool_call|>"),
                Separator = "",
                Arguments = ArgumentWriting.BareKeys,
            },
            ["tags with lines"] = new()
            {
                Call = CallPart.Parse("<tool_call>\n<function=${name}>\n${arguments}</function>\n</tool_call>"),
                Arguments = ArgumentWriting.Tagged,
                ArgumentMarks = new ArgumentMarks("<parameter=", ">\n", "\n</parameter>\n"),
            },
            ["keys and values"] = new()
            {
                Call = CallPart.Parse("<tool_call>${name}\n${arguments}</tool_call>"),
                Arguments = ArgumentWriting.Tagged,
                ArgumentMarks = new ArgumentMarks("<arg_key>", "</arg_key>\n<arg_value>", "</arg_value>\n"),
            },
            ["typed tags"] = new()
            {
                SectionStart = "<｜DSML｜function_calls>\n",
                Call = CallPart.Parse("<｜DSML｜invoke name=\"${name}\">\n${arguments}</｜DSML｜invoke>"),
                SectionEnd = "\n</｜DSML｜function_calls>",
                Arguments = ArgumentWriting.Tagged,
                ArgumentMarks = new ArgumentMarks(
                    "<｜DSML｜parameter name=\"",
                    "\" string=\"${type}\">",
                    "</｜DSML｜parameter>\n"
                )
                {
                    TextWord = "true",
                    OtherWord = "false",
                },
            },
            ["keys as tags"] = new()
            {
                SectionStart = "]<]minimax[>[<tool_call>\n",
                Call = CallPart.Parse("]<]minimax[>[<invoke name=\"${name}\">${arguments}]<]minimax[>[</invoke>"),
                SectionEnd = "\n]<]minimax[>[</tool_call>",
                Arguments = ArgumentWriting.Tagged,
                ArgumentMarks = new ArgumentMarks("]<]minimax[>[<", ">", "]<]minimax[>[</${key}>"),
            },
        };
}
