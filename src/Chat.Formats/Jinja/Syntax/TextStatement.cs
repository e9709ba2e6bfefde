using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Text that is written as it is.</summary>
/// <param name="text">The text.</param>
internal sealed class TextStatement(string text) : Statement
{
    private readonly JinjaString _text = new(text);

    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output)
    {
        context.Write(output, _text);
        return Flow.Next;
    }
}
