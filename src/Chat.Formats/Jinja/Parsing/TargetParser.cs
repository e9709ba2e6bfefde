using Chat.Formats.Jinja.Lexing;
using Chat.Formats.Jinja.Syntax;

namespace Chat.Formats.Jinja.Parsing;

/// <summary>Parses what values are assigned to.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="expressions">Makes the names that are read.</param>
internal sealed class TargetParser(TokenStream tokens, ExpressionParser expressions)
{
    /// <summary>Parses a target, or several with commas between them.</summary>
    /// <param name="scope">The scope that its names are declared in.</param>
    /// <param name="mayBeNamespace">Whether it may be an attribute of a namespace.</param>
    /// <exception cref="JinjaException">There is none.</exception>
    public AssignmentTarget Parse(Scope scope, bool mayBeNamespace)
    {
        var position = tokens.Current.Position;
        var first = ParseSingle(scope, mayBeNamespace);
        if (!tokens.Current.IsOperator(","))
        {
            return first;
        }

        List<AssignmentTarget> targets = [first];
        while (tokens.TakeOperator(",") && !tokens.Current.IsName("in") && !tokens.Current.IsOperator("="))
        {
            targets.Add(ParseSingle(scope, mayBeNamespace));
        }

        return new TupleTarget(position, [.. targets]);
    }

    /// <summary>Parses one target, which may be several in brackets.</summary>
    /// <param name="scope">The scope that its names are declared in.</param>
    /// <param name="mayBeNamespace">Whether it may be an attribute of a namespace.</param>
    /// <exception cref="JinjaException">There is none.</exception>
    public AssignmentTarget ParseSingle(Scope scope, bool mayBeNamespace)
    {
        if (tokens.TakeOperator("("))
        {
            tokens.Enter();
            var target = Parse(scope, mayBeNamespace);
            tokens.ExpectOperator(")");
            tokens.Leave();
            return target;
        }

        var name = tokens.Expect(JinjaTokenKind.Name, "a name");
        if (name.Text is "true" or "false" or "none" or "True" or "False" or "None")
        {
            throw tokens.Fail(name.Position, $"\"{name.Text}\" cannot be assigned to");
        }

        return mayBeNamespace && tokens.TakeOperator(".")
            ? new NamespaceTarget(expressions.Name(name), tokens.Expect(JinjaTokenKind.Name, "a name").Text)
            : new VariableTarget(scope.Declare(name.Text));
    }
}
