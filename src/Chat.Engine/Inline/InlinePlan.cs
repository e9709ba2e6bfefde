namespace Chat.Engine.Inline;

/// <summary>The prompt of an inline completion.</summary>
/// <param name="Tokens">Its tokens, at least one.</param>
/// <param name="FillsMiddle">True for a fill-in-the-middle prompt; false when the text after the cursor is not in it.</param>
internal sealed record InlinePlan(int[] Tokens, bool FillsMiddle);
