using Chat.Engine.Models;

namespace Chat.Engine.Answers;

/// <summary>A request as a model sees it.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Shape">What its answers must look like; null for free text that is shown as it comes.</param>
/// <param name="Warnings">What is not done as asked, a sentence each.</param>
internal sealed record ShapedRequest(
    IReadOnlyList<PromptSegment> Prompt,
    AnswerShape? Shape,
    IReadOnlyList<string> Warnings
);
