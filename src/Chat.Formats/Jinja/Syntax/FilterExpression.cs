using Chat.Formats.Jinja.Builtins;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A filtered value. A filter that does not exist fails only where it is reached, as in Jinja inside a condition.</summary>
/// <param name="position">Where the filter stands.</param>
/// <param name="target">The value.</param>
/// <param name="name">The filter's name.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class FilterExpression(int position, Expression target, string name, ArgumentList arguments)
    : Expression(position, Over([target, .. arguments.Expressions]))
{
    private readonly JinjaFilter? _filter = Filters.Find(name);

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Step();
        var value = target.Evaluate(context);
        var given = arguments.Evaluate(context);
        context.Position = Position;
        return _filter is null ? throw context.Fail($"there is no filter {name}") : _filter(context, value, given);
    }
}
