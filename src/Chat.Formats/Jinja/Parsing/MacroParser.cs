using Chat.Formats.Jinja.Lexing;
using Chat.Formats.Jinja.Syntax;

namespace Chat.Formats.Jinja.Parsing;

/// <summary>Parses the parameters of one macro or call block and keeps its scope.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="expressions">Parses the defaults.</param>
/// <param name="outer">The scope around it.</param>
internal sealed class MacroParser(TokenStream tokens, ExpressionParser expressions, Scope outer)
{
    private readonly List<string> _parameters = [];
    private readonly List<Expression?> _defaults = [];

    /// <summary>The scope of its body.</summary>
    public Scope Scope { get; } = new(new FunctionScope(isMacro: true), outer);

    /// <summary>Parses the parameters behind their opening bracket. Leaves the scope inside.</summary>
    /// <exception cref="JinjaException">They are not well formed.</exception>
    public void ParseParameters()
    {
        expressions.Scope = Scope;
        while (!tokens.TakeOperator(")"))
        {
            if (_parameters.Count > 0)
            {
                tokens.ExpectOperator(",");
                if (tokens.TakeOperator(")"))
                {
                    break;
                }
            }

            var name = tokens.Expect(JinjaTokenKind.Name, "a parameter's name");
            if (_parameters.Contains(name.Text, StringComparer.Ordinal))
            {
                throw tokens.Fail(name.Position, $"the parameter {name.Text} comes twice");
            }

            // A default may name parameters only; its own "caller" must not come before them in the frame.
            if (Scope.Declare(name.Text) != _parameters.Count)
            {
                throw tokens.Fail(name.Position, $"{name.Text} cannot be used before it is a parameter");
            }

            _parameters.Add(name.Text);
            _defaults.Add(tokens.TakeOperator("=") ? expressions.Parse() : null);
        }
    }

    /// <summary>Makes the macro.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">What it writes.</param>
    public MacroDefinition Finish(string name, Block body) =>
        new()
        {
            Name = name,
            Parameters = [.. _parameters],
            Defaults = [.. _defaults],
            Body = body,
            FrameSize = Scope.Function.Size,
            CallerSlot = OwnSlot("caller"),
            PositionalSlot = OwnSlot("varargs"),
            NamedSlot = OwnSlot("kwargs"),
        };

    // A parameter of that name is only a parameter.
    private int OwnSlot(string name) => _parameters.Contains(name, StringComparer.Ordinal) ? -1 : Scope.Find(name);
}
