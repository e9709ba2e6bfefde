using Chat.Formats.Jinja.Builtins;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A tested value. A test that does not exist fails only where it is reached, as in Jinja inside a condition.</summary>
/// <param name="position">Where the test stands.</param>
/// <param name="target">The value.</param>
/// <param name="name">The test's name.</param>
/// <param name="arguments">The arguments.</param>
/// <param name="isNegated">True for <c>is not</c>.</param>
internal sealed class TestExpression(
    int position,
    Expression target,
    string name,
    ArgumentList arguments,
    bool isNegated
) : Expression(position, Over([target, .. arguments.Expressions]))
{
    private readonly JinjaTest? _test = Tests.Find(name);

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        context.Step();
        var value = target.Evaluate(context);
        var given = arguments.Evaluate(context);
        context.Position = Position;
        return _test is null
            ? throw context.Fail($"there is no test {name}")
            : JinjaBoolean.Of(_test(context, value, given) != isNegated);
    }
}
