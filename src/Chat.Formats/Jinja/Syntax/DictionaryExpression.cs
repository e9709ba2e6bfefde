using Chat.Formats.Jinja.Builtins;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A dictionary written in the template.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="keys">The keys.</param>
/// <param name="values">The values, in the keys' order.</param>
internal sealed class DictionaryExpression(int position, Expression[] keys, Expression[] values)
    : Expression(position, Over([.. keys, .. values]))
{
    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Charge(keys.Length + 1);
        var result = new JinjaObject();
        for (var index = 0; index < keys.Length; index++)
        {
            var key = keys[index].Evaluate(context);
            context.Position = Position;
            result.Set(GlobalFunctions.CheckKey(context, key), values[index].Evaluate(context));
        }

        return result;
    }
}
