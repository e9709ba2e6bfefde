using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Schemas;
using Chat.Core.Tools;
using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Backends;

/// <summary>The requests of the conformance suite. A cassette for the replay is recorded from the same ones.</summary>
internal static class ConformanceRequests
{
    /// <summary>The text that most requests ask about; the echo model says it back.</summary>
    public const string Text = "one two three four five six seven eight";

    /// <summary>The name of a field that no target knows.</summary>
    public const string StrangeField = "x_nobody_knows";

    /// <summary>The tool that a model may call.</summary>
    public static ChatTool Weather { get; } =
        ChatTool.FromFunction(
            "get_weather",
            "The weather of a city.",
            PropertyDefinition.Object(("city", PropertyDefinition.String()))
        );

    /// <summary>A question with one certain answer: greedy, seeded and short.</summary>
    public static ChatCompletionRequest Ask(string? model, string text = Text) =>
        ChatCompletionRequest.Create(model, ChatMessage.User(text)) with
        {
            Temperature = 0,
            Seed = 1,
            MaxCompletionTokens = 24,
        };

    public static ChatCompletionRequest AskWithUsage(string? model) =>
        Ask(model) with
        {
            StreamOptions = new StreamOptions { IncludeUsage = true },
        };

    public static ChatCompletionRequest Several(string? model) =>
        AskWithUsage(model) with
        {
            N = 3,
            MaxCompletionTokens = 5,
        };

    public static ChatCompletionRequest Stopped(string? model, string stop) => Ask(model) with { Stop = [stop] };

    public static ChatCompletionRequest Limited(string? model) => AskWithUsage(model) with { MaxCompletionTokens = 3 };

    public static ChatCompletionRequest LimitedByTheOldName(string? model) =>
        Ask(model) with
        {
            MaxCompletionTokens = null,
            MaxTokens = 3,
        };

    public static ChatCompletionRequest Strange(string? model) =>
        Ask(model) with
        {
            ExtensionData = new Dictionary<string, JsonElement>
            {
                [StrangeField] = JsonSerializer.SerializeToElement(1),
            },
        };

    private static readonly string[] Countries =
    [
        "France",
        "Italy",
        "Japan",
        "Spain",
        "Germany",
        "Egypt",
        "Russia",
        "China",
    ];

    /// <summary>The n-th of several questions asked side by side.</summary>
    public static ChatCompletionRequest Numbered(string? model, int number) =>
        // A small model is sure of these: its answers do not turn on the last bits, which differ with what is computed beside.
        Ask(model, $"What is the capital of {Countries[number]}?") with
        {
            MaxCompletionTokens = 12,
        };

    public static ChatCompletionRequest Thinking(string? model) => Ask(model, "think of the sea");

    public static ChatCompletionRequest Unicode(string? model) =>
        Ask(model, "naïve 👩‍👩‍👧 日本語 \"q\\\" \u2028\u0001 end");

    public static ChatCompletionRequest Calling(string? model) =>
        Ask(model, """call get_weather {"city":"Zürich","days":[1,2.50,1e3],"deep":{"a":null}}""") with
        {
            Tools = [Weather],
        };

    public static ChatCompletionRequest Forced(string? model) =>
        Ask(model) with
        {
            Tools = [Weather],
            ToolChoice = ToolChoice.Required,
        };

    public static ChatCompletionRequest Structured(string? model) =>
        Ask(model).WithResponseJsonSchema(PropertyDefinition.Object(("words", PropertyDefinition.String())));

    public static ChatCompletionRequest WithLogprobs(string? model) =>
        Ask(model) with
        {
            Logprobs = true,
            TopLogprobs = 2,
        };

    /// <summary>The most questions asked side by side.</summary>
    public const int Side = 8;

    /// <summary>Every request that is answered, or refused by the server.</summary>
    public static IEnumerable<ChatCompletionRequest> All(string model, string stop) =>
        [
            Ask(model),
            AskWithUsage(model),
            Several(model),
            Stopped(model, stop),
            Limited(model),
            LimitedByTheOldName(model),
            Strange(model),
            .. Enumerable.Range(0, Side).Select(number => Numbered(model, number)),
            Thinking(model),
            Unicode(model),
            Calling(model),
            Forced(model),
            Structured(model),
            WithLogprobs(model),
            Ask("no-such-model"),
            .. MagicModels.All.Where(name => name != MagicModels.Slow).Select(name => Ask(name)),
        ];
}
