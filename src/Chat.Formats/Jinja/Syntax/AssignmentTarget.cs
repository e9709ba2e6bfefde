using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>What a value is assigned to.</summary>
internal abstract class AssignmentTarget
{
    /// <summary>Assigns a value.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">The value does not fit.</exception>
    public abstract void Assign(JinjaContext context, JinjaValue value);
}
