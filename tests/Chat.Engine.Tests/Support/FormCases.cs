using System.Globalization;
using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Requests;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;

namespace Chat.Engine.Tests.Support;

/// <summary>Many requests for answers of a form, some at once.</summary>
internal static class FormCases
{
    private const int AtOnce = 16;
    private const int MostTokens = 200;

    /// <summary>Why the requests are left out where nobody asked for them.</summary>
    public const string SkipReason = "takes minutes: CHAT_FORM_CASES=200 runs it";

    /// <summary>How many: what CHAT_FORM_CASES says; 0 leaves them out.</summary>
    public static int Count { get; } =
#pragma warning disable RS0030 // A test has no door that reads its settings.
        int.TryParse(
            Environment.GetEnvironmentVariable("CHAT_FORM_CASES"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count
        )
            ? count
            : 0;
#pragma warning restore RS0030

    /// <summary>A random schema.</summary>
    /// <param name="seed">Which one.</param>
    public static JsonElement Schema(int seed) => JsonElement.Parse(RandomSchemas.Of(seed).Text);

    /// <summary>A request that leaves much to chance.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="seed">The seed.</param>
    public static ChatCompletionRequest Ask(string prompt, int seed) =>
        ChatCompletionRequest.Create(null, ChatMessage.User(prompt)) with
        {
            Temperature = 1,
            Seed = seed,
            MaxCompletionTokens = MostTokens,
        };

    /// <summary>Whether a text is JSON that follows a schema.</summary>
    /// <param name="text">The text.</param>
    /// <param name="schema">The schema.</param>
    public static bool Follows(string text, JsonElement schema)
    {
        using var json = JsonDocument.Parse(text);
        return new JsonSchemaValidator(schema).Validate(json.RootElement).Count == 0;
    }

    /// <summary>The answers, in the order of the requests.</summary>
    /// <param name="backend">The engine.</param>
    /// <param name="requests">The requests.</param>
    public static async Task<List<ChatCompletion>> AskAllAsync(
        EmbeddedBackend backend,
        IEnumerable<ChatCompletionRequest> requests
    )
    {
        var answers = new List<ChatCompletion>();
        foreach (var some in requests.Chunk(AtOnce))
        {
            answers.AddRange(
                await Task.WhenAll(some.Select(request => backend.CompleteAsync(request, CancellationToken.None)))
            );
        }

        return answers;
    }
}
