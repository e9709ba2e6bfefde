using System.Text.Json;
using Chat.Formats.ToolCalls;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>llama.cpp's table of answers: each text, cut into single characters, is read as the table says.</summary>
public sealed class UpstreamAnswerTests
{
    private const int CaseCount = 461;
    private const int RunCount = 366;

    private static readonly Dictionary<string, string> KnownDifferences = new(StringComparer.Ordinal)
    {
        ["Qwen3.5-4B 11"] =
            "a call inside reasoning stays reasoning: the grammar makes the model end its reasoning first",
        ["Qwen3.5-4B 12"] =
            "a call inside reasoning stays reasoning: the grammar makes the model end its reasoning first",
        ["Kimi-K2-Thinking 11"] =
            "a call inside reasoning stays reasoning: the grammar makes the model end its reasoning first",
        ["Kimi-K2-Thinking 12"] =
            "a call inside reasoning stays reasoning: the grammar makes the model end its reasoning first",
        ["deepseek-ai-DeepSeek-V4 10"] =
            "a call inside reasoning stays reasoning: the grammar makes the model end its reasoning first",
        ["Kimi-K2-Thinking 13"] = "the grammar makes the model write the section's mark",
        ["Qwen3-Coder 3"] = "the grammar makes the model write the first mark",
        ["Qwen3-Coder 4"] = "the grammar makes the model write the first mark",
        ["Qwen3-Coder 5"] = "the grammar makes the model write the first mark",
        ["openai-gpt-oss-120b 13"] = "a call of a tool that was not offered is content: nothing is lost",
        ["openai-gpt-oss-120b 14"] = "a call of a tool that was not offered is content: nothing is lost",
        ["mistralai-Mistral-Nemo-Instruct-2407 2"] =
            "an id behind the arguments comes too late for a stream: one of ours is given",
        ["google-gemma-4-31B-it 23"] = "a stray mark in content is content: nothing is lost",
        ["google-gemma-4-31B-it 24"] = "a stray mark in content is content: nothing is lost",
        ["google-gemma-4-31B-it 25"] = "a stray mark in content is content: nothing is lost",
        ["google-gemma-4-31B-it 26"] = "a stray mark in content is content: nothing is lost",
        ["Apriel-1.6-15b-Thinker-fixed 1"] = "the prompt's opening words are no part of the reasoning",
        ["Apriel-1.6-15b-Thinker-fixed 2"] = "the prompt's opening words are no part of the reasoning",
        ["MiniMax-M3 12"] =
            "structures are JSON in the grammar; where the model nests tags instead they are read as text",
        ["MiniMax-M3 13"] =
            "structures are JSON in the grammar; where the model nests tags instead they are read as text",
        ["MiniMax-M3 14"] =
            "structures are JSON in the grammar; where the model nests tags instead they are read as text",
        ["MiniMax-M3 16"] =
            "structures are JSON in the grammar; where the model nests tags instead they are read as text",
        ["muse-glimmer 1"] = "the form is not supported",
        ["inclusionai-ling-3.0-flash 9"] = "the model's end token never reaches the reader",
        ["meta-llama-Llama-3.1-8B-Instruct 2"] = "the grammar leaves no fence around JSON",
        ["mistralai-Ministral-3-14B-Reasoning-2512 7"] = "the grammar leaves no fence around JSON",
        ["openbmb-MiniCPM5-1B 5"] = "CDATA is not read: the grammar keeps the end mark out of a value",
        ["CohereForAI-c4ai-command-r-plus-tool_use 1"] = "the marks around the turn never reach the reader",
        ["CohereForAI-c4ai-command-r-plus-tool_use 2"] =
            "the closing fence stands on a line of its own, where the template does not put it",
    };

    public static TheoryData<string> Names()
    {
        TheoryData<string> names = [.. Run().Select(one => one.Name)];
        if (names.Count == 0)
        {
            names.Add("");
        }

        return names;
    }

    [SkippableFact]
    public void All_cases_are_found()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);

        Assert.Equal((CaseCount, RunCount), (UpstreamAnswerCases.All.Count, Run().Count()));
        Assert.Empty(KnownDifferences.Keys.Except(Run().Select(one => one.Name)));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void An_answer_is_read_as_llama_cpp_does(string name)
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var one = UpstreamAnswerCases.All.Single(candidate => candidate.Name == name);

        var difference = Difference(one);

        Assert.True(
            KnownDifferences.ContainsKey(name) == difference is not null,
            difference ?? "It is read as there now."
        );
    }

    // Where reasoning stays in the content there is nothing to compare: here it is always taken apart.
    private static IEnumerable<UpstreamAnswerCase> Run() =>
        UpstreamAnswerCases.All.Where(one => one.LeftOut is null && (one.TakesReasoning || !HoldsReasoning(one)));

    private static bool HoldsReasoning(UpstreamAnswerCase one) =>
        UpstreamTemplate.Of(one.Template).Format.Reasoning is { } marks
        && one.Input.Contains(marks.End.Trim(), StringComparison.Ordinal);

    private static string? Difference(UpstreamAnswerCase one)
    {
        var template = UpstreamTemplate.Of(one.Template);
        var parser = AnswerFormat
            .Create(
                new AnswerRequest
                {
                    Format = template.Format,
                    Tools = one.Tools,
                    IsReasoningOpen = template.OpensReasoning(one.Thinks),
                }
            )
            .NewParser();
        var answer = Answers.Read(parser, one.Input.Select(letter => letter.ToString()), one.IsPartial);
        var isSame =
            answer.Content.Trim() == one.Content.Trim()
            && answer.Reasoning.Trim() == one.Reasoning.Trim()
            && answer.Calls.Count == one.Calls.Count
            && answer.Calls.Zip(one.Calls).All(pair => IsSame(pair.First, pair.Second));
        return isSame
            ? null
            : $"{one.Input}\n-- content: {answer.Content}\n-- reasoning: {answer.Reasoning}\n-- calls: {string.Join("; ", answer.Calls)}"
                + $"\n-- expected content: {one.Content}\n-- reasoning: {one.Reasoning}\n-- calls: {string.Join("; ", one.Calls)}";
    }

    private static bool IsSame(ReadCall call, (string Name, string Arguments, string Id) expected) =>
        call.Name == expected.Name
        && (expected.Id.Length == 0 || call.Id == expected.Id)
        && IsSameJson(call.Text, expected.Arguments);

    private static bool IsSameJson(string read, string expected)
    {
        try
        {
            return JsonElement.DeepEquals(Answers.Json(read), Answers.Json(expected));
        }
        catch (JsonException)
        {
            // Cut arguments are no JSON: they are compared as text.
            return Bare(read) == Bare(expected);
        }
    }

    private static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
