using System.Text.Json;
using Chat.Formats.ToolCalls;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>llama.cpp's table of answers: each text, cut into single characters, is read as the table says.</summary>
public sealed class UpstreamAnswerTests
{
    private const int CaseCount = 0;
    private const int RunCount = 0;

    private static readonly Dictionary<string, string> KnownDifferences = new(StringComparer.Ordinal) { };

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
