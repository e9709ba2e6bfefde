using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A statement of a template.</summary>
internal abstract class Statement
{
    /// <summary>Does what it says.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="output">Where text goes.</param>
    /// <exception cref="JinjaException">It fails.</exception>
    public abstract Flow Execute(JinjaContext context, MarkedText output);
}
