using System.Security.Cryptography;
using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Answers;

/// <summary>What a request asks of the form of its answers.</summary>
internal static class AnswerRequests
{
    /// <summary>Reads it.</summary>
    /// <param name="request">The request, with tools in place of deprecated functions.</param>
    /// <param name="format">How the model writes its answers.</param>
    /// <exception cref="ChatException">What is asked contradicts itself: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static AnswerRequest Of(ChatCompletionRequest request, CallFormat format)
    {
        var schema = SchemaOf(request);
        var isObject = IsType(request, "json_object");
        var grammar = string.IsNullOrWhiteSpace(request.Grammar) ? null : request.Grammar;
        if (grammar is not null && (schema is not null || isObject))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The answer cannot follow both grammar and a JSON format.",
                "Give grammar, or response_format or json_schema, and not both."
            );
        }

        return new AnswerRequest
        {
            Format = format,
            Tools = request.Tools ?? [],
            ToolChoice = request.ToolChoice,
            ParallelToolCalls = request.ParallelToolCalls ?? true,
            Schema = schema,
            JsonObject = isObject,
            Grammar = grammar,
            IsReasoningAllowed = request.ReasoningEffort != ReasoningEffort.None,
            Strict = request.ResponseFormat?.JsonSchema?.Strict == true,
        };
    }

    /// <summary>The schema that the content must follow; null for none.</summary>
    /// <param name="request">The request.</param>
    public static JsonElement? SchemaOf(ChatCompletionRequest request) =>
        IsType(request, "json_schema") ? request.ResponseFormat!.JsonSchema!.Schema
        : request.ResponseFormat is null or { Type: "text" } ? request.JsonSchema
        : null;

    /// <summary>A text that is the same for two requests only when they ask for the same tools, schemas and grammar.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ChatException">A schema cannot be written as JSON: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string HashOf(ChatCompletionRequest request) =>
        Convert.ToHexString(
            SHA256.HashData(
                Written(
                    new ChatCompletionRequest
                    {
                        Messages = [],
                        Tools = request.Tools,
                        ToolChoice = request.ToolChoice,
                        ParallelToolCalls = request.ParallelToolCalls,
                        ResponseFormat = request.ResponseFormat,
                        JsonSchema = request.JsonSchema,
                        Grammar = request.Grammar,
                    }
                )
            )
        );

    /// <summary>A text that is the same for two requests only when their answers have the same form.</summary>
    /// <param name="hash">What <see cref="HashOf"/> says of the request.</param>
    /// <param name="asked">What it asks.</param>
    public static string KeyOf(string hash, AnswerRequest asked) =>
        $"{hash} {asked.IsReasoningOpen} {asked.IsReasoningAllowed}";

    private static byte[] Written(ChatCompletionRequest fields)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(fields, ChatJsonContext.Default.ChatCompletionRequest);
        }
        // A schema that holds half a character, or is nested too deep.
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The tools or the schema cannot be written as JSON: {error.Message}",
                "Give whole characters and at most 64 levels of nesting."
            );
        }
    }

    private static bool IsType(ChatCompletionRequest request, string type) =>
        string.Equals(request.ResponseFormat?.Type, type, StringComparison.Ordinal);
}
