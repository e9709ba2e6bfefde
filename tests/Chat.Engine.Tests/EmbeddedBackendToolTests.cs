using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Core.Completions;
using Chat.Core.Tools;
using Chat.Engine.Tests.Support;
using Xunit.Abstractions;

namespace Chat.Engine.Tests;

/// <summary>Many requests with twenty-one tools, required, named, allowed, custom, one and several calls: every call of the bundled model is valid.</summary>
[Collection(EngineCollection.Name)]
public sealed partial class EmbeddedBackendToolTests(EngineFixture engine, ITestOutputHelper output)
{
    private const string DiceName = "roll";

    // The longest schema of a tool, in characters: all of them stand in each prompt.
    private const int MostOfSchema = 200;

    private static readonly Dictionary<string, JsonElement> Schemas = Enumerable
        .Range(1000, 1000)
        .Select(FormCases.Schema)
        .Where(schema => schema.GetRawText().Length <= MostOfSchema)
        .Take(20)
        .Select((schema, index) => (Name: $"tool_{index + 1}", Schema: schema))
        .ToDictionary(tool => tool.Name, tool => tool.Schema, StringComparer.Ordinal);

    private static readonly ChatTool[] Tools =
    [
        .. Schemas.Select(tool => ChatTool.FromFunction(tool.Key, $"Does {tool.Key}.", tool.Value)),
        ChatTool.FromCustom(
            DiceName,
            "Rolls dice.",
            new ToolGrammar { Syntax = "regex", Definition = "[1-9]d(4|6|20)" }
        ),
    ];

    [SkippableFact]
    public async Task Every_call_is_valid()
    {
        Skip.If(FormCases.Count == 0, FormCases.SkipReason);
        var answers = await FormCases.AskAllAsync(
            engine.Backend,
            Enumerable
                .Range(0, FormCases.Count / 2)
                .Select(index =>
                    FormCases.Ask("Use one of your tools.", index) with
                    {
                        Tools = Tools,
                        ToolChoice = Choice(index),
                        ParallelToolCalls = index % 3 == 0,
                        // The prompt with all tools is long, and every token behind it dear.
                        MaxCompletionTokens = 100,
                    }
                )
        );

        var wrong = answers.Where(answer => !HasValidCalls(answer)).ToList();
        wrong.ForEach(answer =>
            output.WriteLine($"{answer.Choices[0].FinishReason}: {Chat.Core.Json.ChatJson.Write(answer)}")
        );
        output.WriteLine(
            $"{answers.Count - wrong.Count} of {answers.Count} valid, {answers.Sum(answer => answer.AssistantMessage()?.ToolCalls?.Count)} calls, {answers.Count(answer => answer.Choices[0].FinishReason == FinishReason.Length)} answers brought to their end"
        );
        Assert.Empty(wrong);
    }

    [GeneratedRegex("^[1-9]d(4|6|20)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Dice();

    private static ToolChoice Choice(int index)
    {
        var name = $"tool_{(index % 20) + 1}";
        return (index % 4) switch
        {
            0 => ToolChoice.Required,
            1 => ToolChoice.Function(name),
            2 => ToolChoice.Custom(DiceName),
            _ => ToolChoice.Allowed(
                "required",
                [
                    new ToolReference
                    {
                        Type = "function",
                        Function = new NamedTool { Name = name },
                    },
                ]
            ),
        };
    }

    private static bool HasValidCalls(ChatCompletion answer) =>
        answer.AssistantMessage()?.ToolCalls is { Count: > 0 } calls
        && calls.All(call =>
            call.Custom is { } custom
                ? Dice().IsMatch(custom.Input!)
                : Schemas.TryGetValue(call.Function!.Name!, out var schema)
                    && FormCases.Follows(call.Function.Arguments!, schema)
        );
}
