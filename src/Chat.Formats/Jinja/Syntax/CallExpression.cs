using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A call of a function or macro.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="target">What is called.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class CallExpression(int position, Expression target, ArgumentList arguments)
    : Expression(position, Over([target, .. arguments.Expressions]))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context) => Call(context, caller: null);

    /// <summary>Calls it, with a caller for a call block.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="caller">The call block's body as a macro; null for a plain call.</param>
    /// <exception cref="JinjaException">It is no function, or the call fails.</exception>
    public JinjaValue Call(JinjaContext context, JinjaMacro? caller)
    {
        context.Step();
        var value = target.Evaluate(context);
        var given = arguments.Evaluate(context);
        context.Position = Position;
        if (value is not JinjaCallable function)
        {
            throw context.Fail(
                value is JinjaUndefined undefined
                    ? $"{undefined.Name} is undefined"
                    : $"{value.TypeName} cannot be called"
            );
        }

        return function.Call(
            context,
            caller is null
                ? given
                : new JinjaArguments(given.Positional, [.. given.Names, "caller"], [.. given.Named, caller])
        );
    }
}
