using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>The arguments of a call as they are written.</summary>
/// <param name="positional">Those without a name.</param>
/// <param name="names">The names of the others.</param>
/// <param name="named">The values of the others.</param>
internal sealed class ArgumentList(Expression[] positional, string[] names, Expression[] named)
{
    /// <summary>No arguments.</summary>
    public static ArgumentList None { get; } = new([], [], []);

    /// <summary>All values.</summary>
    public Expression[] Expressions => [.. positional, .. named];

    /// <summary>The arguments' values.</summary>
    /// <param name="context">The rendering.</param>
    /// <exception cref="JinjaException">One cannot be evaluated.</exception>
    public JinjaArguments Evaluate(JinjaContext context)
    {
        if (positional.Length + named.Length == 0)
        {
            return JinjaArguments.None;
        }

        context.Charge(positional.Length + named.Length);
        return new JinjaArguments(Evaluate(context, positional), names, Evaluate(context, named));
    }

    private static JinjaValue[] Evaluate(JinjaContext context, Expression[] expressions)
    {
        if (expressions.Length == 0)
        {
            return [];
        }

        var values = new JinjaValue[expressions.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = expressions[index].Evaluate(context);
        }

        return values;
    }
}
