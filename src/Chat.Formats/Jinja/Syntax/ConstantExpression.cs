using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A value written in the template.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="value">The value.</param>
internal sealed class ConstantExpression(int position, JinjaValue value) : Expression(position, depth: 1)
{
    /// <summary>The value.</summary>
    public JinjaValue Value { get; } = value;

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context) => Value;
}
