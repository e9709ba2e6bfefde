namespace Chat.Engine.Scheduling;

/// <summary>The part of a batch that belongs to one answer.</summary>
/// <param name="Sequence">The answer.</param>
/// <param name="Tokens">How many of its tokens are in the batch.</param>
/// <param name="Output">Where the logits of its next token are; −1 when the next one cannot be chosen yet.</param>
internal readonly record struct BatchEntry(AnswerSequence Sequence, int Tokens, int Output);
