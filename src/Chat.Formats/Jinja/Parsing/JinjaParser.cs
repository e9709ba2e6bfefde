using Chat.Formats.Jinja.Lexing;
using Chat.Formats.Jinja.Syntax;

namespace Chat.Formats.Jinja.Parsing;

/// <summary>Parses templates.</summary>
internal sealed class JinjaParser
{
    private readonly TokenStream _tokens;
    private readonly ExpressionParser _expressions;
    private readonly TargetParser _targets;

    private JinjaParser(string source, FunctionScope function)
    {
        _tokens = new TokenStream(source);
        _expressions = new ExpressionParser(_tokens, new Scope(function, parent: null));
        _targets = new TargetParser(_tokens, _expressions);
    }

    private Scope Scope => _expressions.Scope;

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template, with line feeds only and without one at its end.</param>
    /// <param name="frameSize">How many variables the template itself has.</param>
    /// <exception cref="JinjaException">The template is not well formed, or nested too deep.</exception>
    public static Block Parse(string source, out int frameSize)
    {
        var function = new FunctionScope(isMacro: false);
        var parser = new JinjaParser(source, function);
        var body = parser.ParseBlock();
        if (parser._tokens.Current.Kind != JinjaTokenKind.End)
        {
            throw parser._tokens.Fail($"\"{parser._tokens.Following.Text}\" ends nothing");
        }

        parser._expressions.ResolveNames();
        frameSize = function.Size;
        return body;
    }

    // Parses up to a statement that ends or divides a block, or the end of the template.
    private Block ParseBlock(params ReadOnlySpan<string> ends)
    {
        _tokens.Enter();
        var statements = new List<Statement>();
        while (_tokens.Current.Kind != JinjaTokenKind.End)
        {
            var token = _tokens.Current;
            if (token.Kind == JinjaTokenKind.Text)
            {
                statements.Add(new TextStatement(_tokens.Take().Text));
            }
            else if (token.Kind == JinjaTokenKind.OutputStart)
            {
                _tokens.Take();
                statements.Add(new OutputStatement(_expressions.ParseTuple()));
                _tokens.Expect(JinjaTokenKind.OutputEnd, "}}");
            }
            else if (_tokens.Following.Kind == JinjaTokenKind.Name && IsEnd(_tokens.Following.Text, ends))
            {
                break;
            }
            else
            {
                _tokens.Take();
                statements.Add(ParseStatement());
            }
        }

        _tokens.Leave();
        return new Block([.. statements]);
    }

    private static bool IsEnd(string word, ReadOnlySpan<string> ends) =>
        ends.Contains(word) || word.StartsWith("end", StringComparison.Ordinal) || word is "else" or "elif";

    private Statement ParseStatement()
    {
        var token = _tokens.Expect(JinjaTokenKind.Name, "a statement's name");
        switch (token.Text)
        {
            case "if":
                return ParseIf();
            case "for":
                return ParseFor();
            case "set":
                return ParseSet();
            case "macro":
                return ParseMacro();
            case "call":
                return ParseCall(token);
            case "filter":
                return ParseFilterBlock(token);
            case "with":
                return ParseWith();
            case "generation":
                EndTag();
                var (marked, scope) = ParseInner(token, "endgeneration", new Scope(Scope.Function, Scope));
                return new WithStatement([], [], marked, scope);
            case "break" or "continue" when Scope.Function.Loops > 0:
                EndTag();
                return new JumpStatement(token.Text is "break" ? Flow.Break : Flow.Continue);
            case "break" or "continue":
                throw _tokens.Fail(token.Position, $"\"{token.Text}\" stands in no loop");
            case "do":
                var value = _expressions.ParseTuple();
                EndTag();
                return new SetStatement(new VariableTarget(Scope.Function.NewSlot()), value);
            default:
                throw _tokens.Fail(token.Position, $"there is no statement \"{token.Text}\" in chat templates");
        }
    }

    private void EndTag() => _tokens.Expect(JinjaTokenKind.BlockEnd, "%}");

    private bool TakeBlock(string word)
    {
        if (_tokens.Current.Kind != JinjaTokenKind.BlockStart || !_tokens.Following.IsName(word))
        {
            return false;
        }

        _tokens.Take();
        _tokens.Take();
        return true;
    }

    private void EndBlock(JinjaToken opening, string word)
    {
        if (!TakeBlock(word))
        {
            throw _tokens.Current.Kind == JinjaTokenKind.End
                ? _tokens.Fail(opening.Position, $"\"{opening.Text}\" has no \"{word}\"")
                : _tokens.Fail($"\"{word}\" is expected, and \"{_tokens.Following.Text}\" comes");
        }

        // The name of a macro may stand behind endmacro.
        if (_tokens.Current.Kind == JinjaTokenKind.Name && word is "endmacro" or "endcall")
        {
            _tokens.Take();
        }

        EndTag();
    }

    private Block BodyUntil(JinjaToken opening, string word)
    {
        var body = ParseBlock(word);
        EndBlock(opening, word);
        return body;
    }

    private IfStatement ParseIf()
    {
        var opening = new JinjaToken(JinjaTokenKind.Name, "if", _tokens.Current.Position);
        var conditions = new List<Expression>();
        var blocks = new List<Block>();
        do
        {
            conditions.Add(_expressions.ParseTuple());
            EndTag();
            blocks.Add(ParseBlock());
        } while (TakeBlock("elif"));

        Block? otherwise = null;
        if (TakeBlock("else"))
        {
            EndTag();
            otherwise = ParseBlock();
        }

        EndBlock(opening, "endif");
        return new IfStatement([.. conditions], [.. blocks], otherwise);
    }

    private ForStatement ParseFor()
    {
        var opening = new JinjaToken(JinjaTokenKind.Name, "for", _tokens.Current.Position);
        var outer = Scope;
        var inner = new Scope(outer.Function, outer);
        var target = _targets.Parse(inner, mayBeNamespace: false);
        _tokens.ExpectName("in");
        var items = _expressions.ParseTuple(withCondition: false);
        _expressions.Scope = inner;
        var filter = _tokens.TakeName("if") ? _expressions.Parse() : null;
        if (_tokens.Current.IsName("recursive"))
        {
            throw _tokens.Fail("recursive loops are not part of chat templates");
        }

        EndTag();
        var loop = inner.Declare("loop");
        outer.Function.Loops++;
        var body = ParseBlock();
        outer.Function.Loops--;
        var range = inner.Range;
        Block? otherwise = null;
        _expressions.Scope = new Scope(outer.Function, outer);
        if (TakeBlock("else"))
        {
            EndTag();
            otherwise = ParseBlock();
        }

        _expressions.Scope = outer;
        EndBlock(opening, "endfor");
        return new ForStatement
        {
            Target = target,
            Items = items,
            Filter = filter,
            Body = body,
            Scope = range,
            LoopSlot = loop,
            Otherwise = otherwise,
        };
    }

    private Statement ParseSet()
    {
        var opening = new JinjaToken(JinjaTokenKind.Name, "set", _tokens.Current.Position);
        var target = _targets.Parse(Scope, mayBeNamespace: true);
        if (_tokens.TakeOperator("="))
        {
            var value = _expressions.ParseTuple();
            EndTag();
            return new SetStatement(target, value);
        }

        return ParseCapture(opening, "endset", _tokens.TakeOperator("|"), target);
    }

    private CaptureStatement ParseFilterBlock(JinjaToken opening) =>
        ParseCapture(opening, "endfilter", hasFilters: true, null);

    private CaptureStatement ParseCapture(JinjaToken opening, string end, bool hasFilters, AssignmentTarget? target)
    {
        var outer = Scope;
        var slot = outer.Function.NewSlot();
        Expression filtered = new PlaceholderExpression(opening.Position, slot);
        if (hasFilters)
        {
            filtered = _expressions.ParseFilters(filtered);
        }

        EndTag();
        var (body, scope) = ParseInner(opening, end, new Scope(outer.Function, outer));
        return new CaptureStatement(body, scope, slot, filtered, target);
    }

    // A block with a scope of its own, which no break or continue leaves.
    private (Block Body, SlotRange Scope) ParseInner(JinjaToken opening, string end, Scope inner)
    {
        var outer = Scope;
        var loops = inner.Function.Loops;
        inner.Function.Loops = 0;
        _expressions.Scope = inner;
        var body = BodyUntil(opening, end);
        _expressions.Scope = outer;
        inner.Function.Loops = loops;
        return (body, inner.Range);
    }

    private WithStatement ParseWith()
    {
        var opening = new JinjaToken(JinjaTokenKind.Name, "with", _tokens.Current.Position);
        var inner = new Scope(Scope.Function, Scope);
        var targets = new List<AssignmentTarget>();
        var values = new List<Expression>();
        while (_tokens.Current.Kind != JinjaTokenKind.BlockEnd)
        {
            if (targets.Count > 0)
            {
                _tokens.ExpectOperator(",");
            }

            targets.Add(_targets.ParseSingle(inner, mayBeNamespace: false));
            _tokens.ExpectOperator("=");
            values.Add(_expressions.Parse());
        }

        EndTag();
        var (body, scope) = ParseInner(opening, "endwith", inner);
        return new WithStatement([.. targets], [.. values], body, scope);
    }

    private MacroStatement ParseMacro()
    {
        var name = _tokens.Expect(JinjaTokenKind.Name, "a macro's name");
        var slot = Scope.Declare(name.Text);
        _tokens.ExpectOperator("(");
        var outer = Scope;
        var macro = new MacroParser(_tokens, _expressions, outer);
        macro.ParseParameters();
        EndTag();
        _expressions.Scope = macro.Scope;
        var body = BodyUntil(name, "endmacro");
        _expressions.Scope = outer;
        return new MacroStatement(macro.Finish(name.Text, body), slot);
    }

    private CallStatement ParseCall(JinjaToken opening)
    {
        var hasParameters = _tokens.TakeOperator("(");
        var outer = Scope;

        // The parameters stand before the call but belong to the body.
        var macro = new MacroParser(_tokens, _expressions, outer);
        if (hasParameters)
        {
            macro.ParseParameters();
        }

        _expressions.Scope = outer;
        if (_expressions.Parse() is not CallExpression call)
        {
            throw _tokens.Fail(opening.Position, "a call block needs a call");
        }

        EndTag();
        _expressions.Scope = macro.Scope;
        var body = BodyUntil(opening, "endcall");
        _expressions.Scope = outer;
        return new CallStatement(call, macro.Finish("caller", body));
    }
}
