using Chat.Formats.Jinja.Lexing;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Syntax;

namespace Chat.Formats.Jinja.Parsing;

/// <summary>Parses expressions with Jinja's precedence.</summary>
internal sealed class ExpressionParser
{
    private readonly TokenStream _tokens;
    private readonly OperandParser _operands;
    private readonly List<(NameExpression Name, Scope Scope)> _names = [];

    /// <summary>Makes a parser.</summary>
    /// <param name="tokens">The _tokens.</param>
    /// <param name="scope">The scope of the template itself.</param>
    public ExpressionParser(TokenStream tokens, Scope scope)
    {
        _tokens = tokens;
        _operands = new OperandParser(tokens, this);
        Scope = scope;
    }

    /// <summary>The scope that names stand in.</summary>
    public Scope Scope { get; set; }

    /// <summary>Finds the variables of all names, once the whole template was parsed.</summary>
    public void ResolveNames()
    {
        foreach (var (name, scope) in _names)
        {
            name.Resolve(scope.Resolve(name.Name));
        }
    }

    /// <summary>Parses an expression.</summary>
    /// <exception cref="JinjaException">There is none.</exception>
    public Expression Parse()
    {
        _tokens.Enter();
        var value = ParseOr();
        while (_tokens.Current.IsName("if"))
        {
            var position = _tokens.Take().Position;
            var condition = ParseOr();
            var otherwise = _tokens.TakeName("else") ? Parse() : null;
            value = Checked(new ConditionalExpression(position, value, condition, otherwise));
        }

        _tokens.Leave();
        return value;
    }

    /// <summary>Parses an expression that cannot be an inline if.</summary>
    /// <exception cref="JinjaException">There is none.</exception>
    public Expression ParseWithoutCondition() => ParseOr();

    /// <summary>Parses an expression, or several with commas between them as a tuple.</summary>
    /// <param name="withCondition">Whether an item may be an inline if.</param>
    /// <exception cref="JinjaException">There is none.</exception>
    public Expression ParseTuple(bool withCondition = true)
    {
        var position = _tokens.Current.Position;
        var first = withCondition ? Parse() : ParseOr();
        if (!_tokens.Current.IsOperator(","))
        {
            return first;
        }

        List<Expression> items = [first];
        while (_tokens.TakeOperator(",") && !IsEndOfTuple())
        {
            items.Add(withCondition ? Parse() : ParseOr());
        }

        return Checked(new ListExpression(position, [.. items], isTuple: true));
    }

    /// <summary>Makes a name that is read.</summary>
    /// <param name="token">The name.</param>
    public NameExpression Name(JinjaToken token)
    {
        var name = new NameExpression(token.Position, token.Text);
        if (token.Text is "caller" or "varargs" or "kwargs" && FindMacro() is { } macro)
        {
            macro.Declare(token.Text);
        }

        _names.Add((name, Scope));
        return name;
    }

    /// <summary>Parses the filters behind a value, the first without its bar.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">A filter's name is missing.</exception>
    public Expression ParseFilters(Expression value) => _operands.ParseFilters(value);

    private Scope? FindMacro()
    {
        if (!Scope.Function.IsMacro)
        {
            return null;
        }

        var scope = Scope;
        while (scope.Parent is { } outer && ReferenceEquals(outer.Function, scope.Function))
        {
            scope = outer;
        }

        return scope;
    }

    private bool IsEndOfTuple() =>
        _tokens.Current.Kind is JinjaTokenKind.BlockEnd or JinjaTokenKind.OutputEnd or JinjaTokenKind.End
        || _tokens.Current.IsOperator(")")
        || _tokens.Current.IsName("in")
        || _tokens.Current.IsName("recursive");

    private Expression ParseOr() => ParseLogic("or", ParseAnd);

    private Expression ParseAnd() => ParseLogic("and", ParseNot);

    private Expression ParseLogic(string word, Func<Expression> parseOperand)
    {
        var position = _tokens.Current.Position;
        var first = parseOperand();
        if (!_tokens.Current.IsName(word))
        {
            return first;
        }

        List<Expression> operands = [first];
        while (_tokens.TakeName(word))
        {
            operands.Add(parseOperand());
        }

        return Checked(new LogicExpression(position, [.. operands], isAnd: word is "and"));
    }

    private Expression ParseNot()
    {
        if (!_tokens.Current.IsName("not"))
        {
            return ParseComparison();
        }

        _tokens.Enter();
        var position = _tokens.Take().Position;
        var operand = ParseNot();
        _tokens.Leave();
        return Checked(new NotExpression(position, operand));
    }

    private Expression ParseComparison()
    {
        var position = _tokens.Current.Position;
        var first = ParseSum();
        if (TakeComparison() is not { } operation)
        {
            return first;
        }

        List<Expression> operands = [first];
        List<ComparisonOperator> operators = [];
        for (ComparisonOperator? next = operation; next is { } taken; next = TakeComparison())
        {
            operators.Add(taken);
            operands.Add(ParseSum());
        }

        return Checked(new ComparisonExpression(position, [.. operands], [.. operators]));
    }

    private ComparisonOperator? TakeComparison()
    {
        var token = _tokens.Current;
        if (token.IsName("not") && _tokens.Following.IsName("in"))
        {
            _tokens.Take();
            _tokens.Take();
            return ComparisonOperator.NotIn;
        }

        ComparisonOperator? operation = (token.Kind, token.Text) switch
        {
            (JinjaTokenKind.Operator, "==") => ComparisonOperator.Equal,
            (JinjaTokenKind.Operator, "!=") => ComparisonOperator.NotEqual,
            (JinjaTokenKind.Operator, "<") => ComparisonOperator.Less,
            (JinjaTokenKind.Operator, "<=") => ComparisonOperator.LessOrEqual,
            (JinjaTokenKind.Operator, ">") => ComparisonOperator.Greater,
            (JinjaTokenKind.Operator, ">=") => ComparisonOperator.GreaterOrEqual,
            (JinjaTokenKind.Name, "in") => ComparisonOperator.In,
            _ => null,
        };
        if (operation is not null)
        {
            _tokens.Take();
        }

        return operation;
    }

    private Expression ParseSum() =>
        ParseArithmetic(
            ParseConcat,
            sign =>
                sign switch
                {
                    "+" => ArithmeticOperator.Add,
                    "-" => ArithmeticOperator.Subtract,
                    _ => null,
                }
        );

    private Expression ParseConcat()
    {
        var position = _tokens.Current.Position;
        var first = ParseProduct();
        if (!_tokens.Current.IsOperator("~"))
        {
            return first;
        }

        List<Expression> operands = [first];
        while (_tokens.TakeOperator("~"))
        {
            operands.Add(ParseProduct());
        }

        return Checked(new ConcatExpression(position, [.. operands]));
    }

    private Expression ParseProduct() =>
        ParseArithmetic(
            ParsePower,
            sign =>
                sign switch
                {
                    "*" => ArithmeticOperator.Multiply,
                    "/" => ArithmeticOperator.Divide,
                    "//" => ArithmeticOperator.FloorDivide,
                    "%" => ArithmeticOperator.Modulo,
                    _ => null,
                }
        );

    private Expression ParsePower() =>
        ParseArithmetic(_operands.Parse, sign => sign is "**" ? ArithmeticOperator.Power : null);

    private Expression ParseArithmetic(Func<Expression> parseOperand, Func<string, ArithmeticOperator?> operatorOf)
    {
        var position = _tokens.Current.Position;
        var first = parseOperand();
        if (_tokens.Current.Kind != JinjaTokenKind.Operator || operatorOf(_tokens.Current.Text) is null)
        {
            return first;
        }

        List<Expression> operands = [first];
        List<ArithmeticOperator> operators = [];
        while (_tokens.Current.Kind == JinjaTokenKind.Operator && operatorOf(_tokens.Current.Text) is { } operation)
        {
            _tokens.Take();
            operators.Add(operation);
            operands.Add(parseOperand());
        }

        return Checked(new ArithmeticExpression(position, [.. operands], [.. operators]));
    }

    /// <summary>Refuses an expression that is too deep.</summary>
    /// <typeparam name="T">Its kind.</typeparam>
    /// <param name="expression">The expression.</param>
    /// <exception cref="JinjaException">It is too deep.</exception>
    public T Checked<T>(T expression)
        where T : Expression
    {
        _tokens.CheckDepth(expression.Depth);
        return expression;
    }
}
