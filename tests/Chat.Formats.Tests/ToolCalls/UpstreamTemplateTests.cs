using System.Text.Json;
using Chat.Core.Tools;
using Chat.Formats.ToolCalls;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Every template of llama.cpp's source: what it writes for calls is read back as the same calls.</summary>
public sealed class UpstreamTemplateTests
{
    private const int TemplateCount = 70;

    private static readonly Dictionary<string, string> WritesNoCalls = new(StringComparer.Ordinal)
    {
        ["HuggingFaceTB-SmolLM3-3B"] = "its template writes no calls",
        ["LFM2-8B-A1B"] = "its template writes no calls",
        ["LFM2.5-Instruct"] = "its template writes no calls",
        ["google-gemma-2-2b-it"] = "its template writes no calls",
        ["ibm-granite-granite-3.3-2B-Instruct"] = "its template writes no calls",
        ["llama-cpp-rwkv-world"] = "its template writes no calls",
        ["microsoft-Phi-3.5-mini-instruct"] = "its template writes no calls",
        ["muse-glimmer"] = "a call names its tool twice, in the message's header and in the markup: not supported",
    };

    private static readonly Dictionary<string, string> WritesOneCallOnly = new(StringComparer.Ordinal)
    {
        ["GigaChat3-10B-A1.8B"] = "its template writes the first call only",
        ["GigaChat3.1-10B-A1.8B"] = "its template writes the first call only",
        ["meta-llama-Llama-3.1-8B-Instruct"] = "its template refuses two calls",
        ["meta-llama-Llama-3.2-3B-Instruct"] = "its template refuses two calls",
        ["meta-llama-Llama-3.3-70B-Instruct"] = "its template refuses two calls",
        ["openai-gpt-oss-120b"] = "its template refuses two calls",
    };

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
