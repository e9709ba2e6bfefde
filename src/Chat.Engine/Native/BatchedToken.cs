namespace Chat.Engine.Native;

/// <summary>A token of a <see cref="TokenBatch"/>.</summary>
/// <param name="Token">The token's id.</param>
/// <param name="Position">Its place in its sequence, from 0.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Output">True when the logits after it are wanted.</param>
internal readonly record struct BatchedToken(int Token, int Position, int Sequence, bool Output);
