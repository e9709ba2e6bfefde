using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Models;
using Chat.Formats.Templates;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Answers;

/// <summary>Works out the prompt of a request, and what its answers must look like.</summary>
internal static class RequestShaper
{
    /// <summary>Works it out.</summary>
    /// <param name="request">The request, its ranges checked.</param>
    /// <param name="format">How the model is spoken to.</param>
    /// <param name="now">The time, for templates that write it.</param>
    /// <param name="idSeed">What the ids of tool calls are made from.</param>
    /// <exception cref="ChatException">
    /// The template cannot render the conversation, or no grammar can be made of what is asked: kind
    /// <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    public static ShapedRequest Shape(
        ChatCompletionRequest request,
        ModelFormat format,
        DateTimeOffset now,
        ulong idSeed
    )
    {
        var asked = LegacyFunctions.ToTools(request);
        var answer = AnswerRequests.Of(asked, format.Calls);
        var isFree = answer is { Tools.Count: 0, Schema: null, JsonObject: false, Grammar: null };

        // Schemas that cannot be written are refused before the template writes them.
        var hash = isFree ? "" : AnswerRequests.HashOf(asked);
        var prompt = Prompt(asked, answer, format, now);
        if (isFree && format.Calls is { Reasoning: null, Channels: null })
        {
            return new ShapedRequest(prompt, Shape: null, []);
        }

        answer = answer with { IsReasoningOpen = EndsInReasoning(prompt, format.Calls) };
        var form = format.FormOf(AnswerRequests.KeyOf(hash, answer), answer);
        var shape = new AnswerShape
        {
            Format = form.Format,
            Grammar = form.Grammar,
            Vocabulary = form.Grammar is null ? null : format.GrammarVocabulary,
            ShownTokens = format.ShownTokens,
            IdSeed = idSeed,
            CallsFunction = LegacyFunctions.AreIn(request),
            Reasons = format.Calls.Reasoning is not null || format.Calls.Channels is not null,
        };
        return new ShapedRequest(prompt, shape, form.Format.Warnings);
    }

    private static List<PromptSegment> Prompt(
        ChatCompletionRequest request,
        AnswerRequest answer,
        ModelFormat format,
        DateTimeOffset now
    )
    {
        var isContinued = request.ContinueFinalMessage == true;
        var offersTools = !string.Equals(request.ToolChoice?.Mode, "none", StringComparison.Ordinal);
        var rendered = format.Template.Render(
            new TemplateRequest
            {
                Messages = request.Verbosity is { } verbosity
                    ? VerbosityWish.Add(request.Messages, verbosity)
                    : request.Messages,
                Tools = offersTools ? request.Tools : null,
                ToolInstructions = format.Calls.NeedsInstructions ? ToolInstructions.Write(ToolOffer.Of(answer)) : null,
                ReasoningEffort = request.ReasoningEffort,
                ChatTemplateKwargs = request.ChatTemplateKwargs,
                AddGenerationPrompt = !isContinued,
                ContinueFinalMessage = isContinued,
                Now = now,
            }
        );
        return [.. rendered.Select(text => new PromptSegment(text.Text, !text.IsInput))];
    }

    private static bool EndsInReasoning(List<PromptSegment> prompt, CallFormat format)
    {
        // What a message ends with opens nothing.
        return prompt.Count > 0 && prompt[^1].IsTrusted && format.Reasoning?.IsOpenAtEnd(prompt[^1].Text) == true;
    }
}
