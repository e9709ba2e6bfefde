using System.Globalization;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using Chat.Core.Tools;

namespace Chat.Engine.Answers;

/// <summary>
/// The deprecated <c>functions</c> and <c>function_call</c>, emulated by tools: the request is turned into one with tools, and the call of the
/// answer turned back. Source: OpenAI chat completions specification 2.3.0, where tools replace them.
/// </summary>
internal static class LegacyFunctions
{
    /// <summary>Whether a request gives deprecated functions, so that a call must come back as one.</summary>
    /// <param name="request">The request.</param>
    public static bool AreIn(ChatCompletionRequest request) =>
        request.Functions is { Count: > 0 } && request.Tools is null or { Count: 0 };

    /// <summary>Turns the functions of a request, and those of its messages, into tools.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The request itself when it holds none.</returns>
    public static ChatCompletionRequest ToTools(ChatCompletionRequest request)
    {
        var messages = request.Messages.Any(IsOld) ? [.. Messages(request.Messages)] : request.Messages;
        return AreIn(request)
            ? request with
            {
                Messages = messages,
                Tools = [.. request.Functions!.Select(Tool)],
                ToolChoice = Choice(request.FunctionCall),
                // A message has room for one such call.
                ParallelToolCalls = false,
                Functions = null,
                FunctionCall = null,
            }
            : request with
            {
                Messages = messages,
            };
    }

    /// <summary>Turns the tool call in a delta back into the call of a function.</summary>
    /// <param name="delta">The delta.</param>
    public static ChatDelta FromTools(ChatDelta delta) =>
        delta.ToolCalls is [{ Function: { } function }, ..]
            ? delta with
            {
                ToolCalls = null,
                FunctionCall = function,
            }
            : delta;

    private static bool IsOld(ChatMessage message) =>
        message.FunctionCall is not null || string.Equals(message.Role.Value, "function", StringComparison.Ordinal);

    // Old messages tie a result to its call by their order; tools do it by an id.
    private static IEnumerable<ChatMessage> Messages(IReadOnlyList<ChatMessage> messages)
    {
        var calls = 0;
        foreach (var message in messages)
        {
            if (message.FunctionCall is { } call)
            {
                calls++;
                yield return message with
                {
                    FunctionCall = null,
                    ToolCalls =
                    [
                        new ToolCall
                        {
                            Id = Id(calls),
                            Type = "function",
                            Function = call,
                        },
                    ],
                };
            }
            else if (IsOld(message))
            {
                yield return message with
                {
                    Role = ChatRole.Tool,
                    ToolCallId = Id(calls),
                };
            }
            else
            {
                yield return message;
            }
        }
    }

    private static string Id(int call) => string.Create(CultureInfo.InvariantCulture, $"call_{call}");

    private static ChatTool Tool(FunctionDefinition function) => new() { Type = "function", Function = function };

    private static ToolChoice? Choice(FunctionCallChoice? choice) =>
        choice is null ? null
        : choice.Function is { } named ? ToolChoice.Function(named.Name)
        : new ToolChoice(choice.Mode!);
}
