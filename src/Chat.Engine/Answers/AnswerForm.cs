using Chat.Formats.Grammars;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Answers;

/// <summary>The form of an answer, ready for use.</summary>
/// <param name="Format">How it is written and read.</param>
/// <param name="Grammar">The grammar that holds it to the form; null for free text.</param>
internal sealed record AnswerForm(AnswerFormat Format, Grammar? Grammar);
