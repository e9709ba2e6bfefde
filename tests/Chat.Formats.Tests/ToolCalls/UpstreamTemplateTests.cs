using System.Text.Json;
using Chat.Core.Tools;
using Chat.Formats.ToolCalls;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Every template of llama.cpp's source: what it writes for calls is read back as the same calls.</summary>
public sealed class UpstreamTemplateTests
{
    private const int TemplateCount = 69;

    private static readonly Dictionary<string, string> WritesNoCalls = new(StringComparer.Ordinal) { };

    private static readonly Dictionary<string, string> WritesOneCallOnly = new(StringComparer.Ordinal) { };

    public static TheoryData<string> Names() =>
        UpstreamTemplate.Paths.Count == 0
            ? [""]
            : [.. UpstreamTemplate.Paths.Select(path => Path.GetFileNameWithoutExtension(path))];

    [SkippableFact]
    public void All_templates_are_found()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);

        Assert.Equal(TemplateCount, UpstreamTemplate.Paths.Count);
        Assert.Empty(
            WritesNoCalls
                .Keys.Concat(WritesOneCallOnly.Keys)
                .Except(UpstreamTemplate.Paths.Select(path => Path.GetFileNameWithoutExtension(path)))
        );
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void What_a_template_writes_for_calls_is_read_back(string name)
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);
        var template = UpstreamTemplate.Of($"{UpstreamTemplate.Folder}/{name}.jinja");

        Assert.Equal(!WritesNoCalls.ContainsKey(name), ReadsBack(template, template.Probes.OneCall, 1));
        Assert.Equal(
            !WritesNoCalls.ContainsKey(name) && !WritesOneCallOnly.ContainsKey(name),
            ReadsBack(template, template.Probes.TwoCalls, 2)
        );
    }

    private static bool ReadsBack(UpstreamTemplate template, string? written, int count)
    {
        if (
            written is null
            || CallFormatDetector.AnswerOf(written, template.Probes, template.Format.Reasoning) is not { } answer
        )
        {
            return false;
        }

        var tools = JsonSerializer.Deserialize<List<ChatTool>>(CallProbes.Tools)!;
        var calls = Answers.Read(Answers.Parser(template.Format, tools), answer).Calls;
        return calls.Count == count
            && IsSame(calls[0], CallProbes.Names.First, CallProbes.Arguments(CallProbes.Values))
            && (count == 1 || IsSame(calls[1], CallProbes.Names.Second, CallProbes.Arguments(CallProbes.OtherValues)));
    }

    private static bool IsSame(ReadCall call, string name, string arguments) =>
        call.Name == name && JsonElement.DeepEquals(Answers.Json(call.Text), Answers.Json(arguments));
}
