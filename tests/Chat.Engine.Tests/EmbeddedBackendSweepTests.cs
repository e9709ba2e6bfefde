using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Core.Tools;
using Chat.Engine.Tests.Support;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;
using Xunit.Abstractions;

namespace Chat.Engine.Tests;

/// <summary>
/// Many forms, an answer each, all of them valid. CHAT_FORM_CASES says how many forms of each kind; 200 is the number of the project's promise, and the
/// default keeps the tests quick.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed partial class EmbeddedBackendSweepTests(EngineFixture engine, ITestOutputHelper output)
{
    private const int AtOnce = 8;
    private const int MostTokens = 1200;

    private static readonly string[] Names =
    [
        "get_weather", "send_mail", "search_web", "read_file", "write_file", "add_event", "play_song", "set_alarm", "get_time", "convert_units",
        "translate_text", "book_table", "find_route", "list_tasks", "add_task", "get_stock", "roll_dice", "take_note", "call_person", "order_food",
    ];

    private static int Cases =>
        int.TryParse(
            Environment.GetEnvironmentVariable("CHAT_FORM_CASES"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var cases
        )
            ? cases
            : AtOnce;

    [Fact]
    public async Task Every_answer_to_a_random_schema_is_valid()
    {
        var schemas = Enumerable.Range(1, Cases).Select(seed => JsonElement.Parse(RandomSchemas.Of(seed).Text)).ToList();

        var answers = await AskAllAsync(
            schemas.Select(
                (schema, index) =>
                    Ask("Give an example.", index) with
                    {
                        ResponseFormat = ResponseFormat.FromSchema("answer", schema),
                    }
            )
        );

        var wrong = answers.Zip(schemas).Where(pair => !IsValid(pair.First, pair.Second)).ToList();
        wrong.ForEach(pair =>
            output.WriteLine($"{pair.Second.GetRawText()} got {pair.First.Choices[0].FinishReason} {pair.First.AssistantMessage()?.Content}")
        );
        output.WriteLine($"{answers.Count - wrong.Count} of {answers.Count} valid, {answers.Sum(answer => answer.Timings?.PredictedTokens)} tokens");
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_call_of_twenty_tools_is_valid()
    {
        var tools = Names
            .Select((name, index) => (Name: name, Schema: JsonElement.Parse(RandomSchemas.Of(1000 + index).Text)))
            .ToDictionary(tool => tool.Name, tool => tool.Schema, StringComparer.Ordinal);
        var dice = ChatTool.FromCustom("roll", "Rolls dice.", new ToolGrammar { Syntax = "regex", Definition = "[1-9]d(4|6|20)" });
        ChatTool[] offered = [.. tools.Select(tool => ChatTool.FromFunction(tool.Key, $"Does {tool.Key}.", tool.Value)), dice];

        var answers = await AskAllAsync(
            Enumerable
                .Range(0, Cases / 2)
                .Select(index =>
                    Ask("Use one of your tools.", index) with
                    {
                        Tools = offered,
                        ToolChoice = (index % 4) switch
                        {
                            0 => ToolChoice.Required,
                            1 => ToolChoice.Function(Names[index % Names.Length]),
                            2 => ToolChoice.Custom("roll"),
                            _ => ToolChoice.Allowed("required", [new ToolReference { Type = "function", Function = new NamedTool { Name = Names[index % Names.Length] } }]),
                        },
                        ParallelToolCalls = index % 3 == 0,
                    }
                )
        );

        var wrong = answers.Where(answer => !HasValidCalls(answer, tools)).ToList();
        wrong.ForEach(answer =>
            output.WriteLine(
                $"{answer.Choices[0].FinishReason} {string.Join(" ", (answer.AssistantMessage()?.ToolCalls ?? []).Select(call => $"{call.Function} {call.Custom}"))} {answer.AssistantMessage()?.Content}"
            )
        );
        output.WriteLine($"{answers.Count - wrong.Count} of {answers.Count} valid, {answers.Sum(answer => answer.AssistantMessage()?.ToolCalls?.Count)} calls");
        Assert.Empty(wrong);
    }

    [GeneratedRegex("^[1-9]d(4|6|20)$")]
    private static partial Regex Dice();

    private static bool HasValidCalls(ChatCompletion answer, Dictionary<string, JsonElement> tools) =>
        answer.Choices[0].FinishReason == FinishReason.ToolCalls
        && answer.AssistantMessage()?.ToolCalls is { Count: > 0 } calls
        && calls.All(call =>
            call.Custom is { } custom ? Dice().IsMatch(custom.Input!)
            : tools.TryGetValue(call.Function!.Name!, out var schema) && Follows(call.Function.Arguments!, schema)
        );

    private static bool IsValid(ChatCompletion answer, JsonElement schema) =>
        answer.Choices[0].FinishReason == FinishReason.Stop
        && answer.Warnings is null
        && Follows(answer.AssistantMessage()!.Content!.ToString(), schema);

    private static bool Follows(string text, JsonElement schema)
    {
        using var json = JsonDocument.Parse(text);
        return new JsonSchemaValidator(schema).Validate(json.RootElement).Count == 0;
    }

    private static ChatCompletionRequest Ask(string prompt, int seed) =>
        ChatCompletionRequest.Create(null, ChatMessage.User(prompt)) with
        {
            Temperature = 1,
            Seed = seed,
            MaxCompletionTokens = MostTokens,
        };

    private async Task<List<ChatCompletion>> AskAllAsync(IEnumerable<ChatCompletionRequest> requests)
    {
        var answers = new List<ChatCompletion>();
        foreach (var some in requests.Chunk(AtOnce))
        {
            answers.AddRange(
                await Task.WhenAll(some.Select(request => engine.Backend.CompleteAsync(request, CancellationToken.None)))
            );
        }

        return answers;
    }
}
