using System.Text;
using Chat.Engine.Scheduling;

namespace Chat.Engine.Inline;

/// <summary>Stops the model as soon as its text is past the bounds of the proposal.</summary>
/// <param name="bounds">The bounds.</param>
internal sealed class InlineEnding(InlineBounds bounds) : IAnswerEnding
{
    // Holds as much as the tokens of an inline completion, which are bounded.
    private readonly StringBuilder _written = new();

    /// <inheritdoc/>
    public bool Ends(string text)
    {
        _written.Append(text);
        return bounds.FindEnd(_written.ToString()) is not null;
    }
}
