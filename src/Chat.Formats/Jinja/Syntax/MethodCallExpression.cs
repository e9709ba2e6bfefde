using Chat.Formats.Jinja.Builtins;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A call of a method or of a function in a member, as in <c>value.name(arguments)</c>.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="target">The value.</param>
/// <param name="name">The method's name.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class MethodCallExpression(int position, Expression target, string name, ArgumentList arguments)
    : Expression(position, Over([target, .. arguments.Expressions]))
{
    private readonly JinjaMethod<JinjaString>? _textMethod = ValueMethods.OfString(name);
    private readonly JinjaMethod<JinjaObject>? _objectMethod = ValueMethods.OfObject(name);
    private readonly JinjaMethod<JinjaList>? _listMethod = ValueMethods.OfList(name);

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Step();
        var value = target.Evaluate(context);
        var given = arguments.Evaluate(context);
        context.Position = Position;
        switch (value)
        {
            case JinjaString text when _textMethod is not null:
                return _textMethod(context, text, given);
            case JinjaObject dictionary when _objectMethod is not null:
                return _objectMethod(context, dictionary, given);
            case JinjaList list when _listMethod is not null:
                return _listMethod(context, list, given);
            case JinjaUndefined undefined:
                throw context.Fail($"{undefined.Name} is undefined");
            default:
                return value.Attribute(name) is JinjaCallable function
                    ? function.Call(context, given)
                    : throw context.Fail($"{value.TypeName} has no method {name}");
        }
    }
}
