using System.Globalization;
using System.Text;
using Chat.Formats.Jinja.Lexing;
using Chat.Formats.Jinja.Syntax;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Parsing;

/// <summary>Parses what operators stand between: values with their signs, members, calls, filters and tests.</summary>
/// <param name="tokens">The tokens.</param>
/// <param name="expressions">Parses the expressions in brackets.</param>
internal sealed class OperandParser(TokenStream tokens, ExpressionParser expressions)
{
    /// <summary>Parses an operand.</summary>
    /// <exception cref="JinjaException">There is none.</exception>
    public Expression Parse() => ParseUnary(withFilters: true);

    /// <summary>Parses the filters behind a value, the first without its bar.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">A filter's name is missing.</exception>
    public Expression ParseFilters(Expression value)
    {
        do
        {
            var (position, name) = DottedName("a filter's name");
            value = expressions.Checked(new FilterExpression(position, value, name, ArgumentsIfAny()));
        } while (tokens.TakeOperator("|"));

        return value;
    }

    private Expression ParseUnary(bool withFilters)
    {
        Expression value;
        if (tokens.Current.IsOperator("-") || tokens.Current.IsOperator("+"))
        {
            tokens.Enter();
            var sign = tokens.Take();
            value = ParseUnary(withFilters: false);
            value = expressions.Checked(new UnaryExpression(sign.Position, value, sign.Text is "-"));
            tokens.Leave();
        }
        else
        {
            value = ParsePrimary();
        }

        value = ParsePostfix(value);
        return withFilters ? ParseFiltersAndTests(value) : value;
    }

    private Expression ParsePrimary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case JinjaTokenKind.Name:
                tokens.Take();
                return token.Text switch
                {
                    "true" or "True" => new ConstantExpression(token.Position, JinjaBoolean.True),
                    "false" or "False" => new ConstantExpression(token.Position, JinjaBoolean.False),
                    "none" or "None" => new ConstantExpression(token.Position, JinjaNone.Value),
                    _ => expressions.Name(token),
                };
            case JinjaTokenKind.String:
                return new ConstantExpression(token.Position, new JinjaString(ParseStrings()));
            case JinjaTokenKind.Integer:
                return new ConstantExpression(token.Position, JinjaInteger.Of(Whole(tokens.Take())));
            case JinjaTokenKind.Float:
                return new ConstantExpression(
                    token.Position,
                    new JinjaFloat(double.Parse(tokens.Take().Text, CultureInfo.InvariantCulture))
                );
            case JinjaTokenKind.Operator when token.Text is "(" or "[" or "{":
                return ParseBracketed(tokens.Take());
            default:
                throw tokens.Fail($"a value is expected, and {token.Description} comes");
        }
    }

    // Strings behind each other are one.
    private string ParseStrings()
    {
        var text = new StringBuilder();
        while (tokens.Current.Kind == JinjaTokenKind.String)
        {
            text.Append(tokens.Take().Text);
        }

        return text.ToString();
    }

    private long Whole(JinjaToken token)
    {
        var text = token.Text;
        try
        {
            return text.Length > 2 && char.IsAsciiLetter(text[1])
                ? Convert.ToInt64(
                    text[2..],
                    char.ToLowerInvariant(text[1]) switch
                    {
                        'x' => 16,
                        'o' => 8,
                        _ => 2,
                    }
                )
                : long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is OverflowException or FormatException)
        {
            throw tokens.Fail(token.Position, $"\"{text}\" is not a whole number of 64 bits");
        }
    }

    private Expression ParseBracketed(JinjaToken open)
    {
        if (open.Text is "{")
        {
            return ParseDictionary(open.Position);
        }

        var close = open.Text is "(" ? ")" : "]";
        var items = new List<Expression>();
        var hasComma = ParseSeparated(close, () => items.Add(expressions.Parse()));
        return open.Text is "(" && items.Count == 1 && !hasComma
            ? items[0]
            : expressions.Checked(new ListExpression(open.Position, [.. items], isTuple: open.Text is "("));
    }

    private DictionaryExpression ParseDictionary(int position)
    {
        var keys = new List<Expression>();
        var values = new List<Expression>();
        ParseSeparated(
            "}",
            () =>
            {
                keys.Add(expressions.Parse());
                tokens.ExpectOperator(":");
                values.Add(expressions.Parse());
            }
        );
        return expressions.Checked(new DictionaryExpression(position, [.. keys], [.. values]));
    }

    // What stands between commas, up to a bracket; a comma may stand before that too. True when there was one.
    private bool ParseSeparated(string close, Action parse)
    {
        var hasComma = false;
        for (var isFirst = true; !tokens.TakeOperator(close); isFirst = false)
        {
            if (!isFirst)
            {
                tokens.ExpectOperator(",");
                hasComma = true;
                if (tokens.TakeOperator(close))
                {
                    break;
                }
            }

            parse();
        }

        return hasComma;
    }

    private Expression ParsePostfix(Expression value)
    {
        while (true)
        {
            var token = tokens.Current;
            if (tokens.TakeOperator("."))
            {
                value = ParseMember(value);
            }
            else if (tokens.TakeOperator("["))
            {
                value = ParseSubscript(value, token.Position);
            }
            else if (token.IsOperator("("))
            {
                value = new CallExpression(token.Position, value, Arguments());
            }
            else
            {
                return value;
            }

            expressions.Checked(value);
        }
    }

    private Expression ParseMember(Expression value)
    {
        var token = tokens.Take();
        if (token.Kind == JinjaTokenKind.Integer)
        {
            var index = new ConstantExpression(token.Position, JinjaInteger.Of(Whole(token)));
            return new ItemExpression(token.Position, value, index);
        }

        if (token.Kind != JinjaTokenKind.Name)
        {
            throw tokens.Fail(token.Position, $"a name is expected behind the point, and {token.Description} comes");
        }

        return tokens.Current.IsOperator("(")
            ? new MethodCallExpression(token.Position, value, token.Text, Arguments())
            : new AttributeExpression(token.Position, value, token.Text);
    }

    private Expression ParseSubscript(Expression value, int position)
    {
        // As in Jinja, a[] asks for the empty tuple.
        if (tokens.TakeOperator("]"))
        {
            return new ItemExpression(position, value, new ListExpression(position, [], isTuple: true));
        }

        var bounds = new Expression?[3];
        var count = 0;
        var isSlice = false;
        while (!tokens.TakeOperator("]"))
        {
            if (tokens.TakeOperator(":"))
            {
                isSlice = true;
                if (++count > 2)
                {
                    throw tokens.Fail("a slice has at most three parts");
                }
            }
            else if (bounds[count] is null)
            {
                bounds[count] = isSlice ? expressions.Parse() : expressions.ParseTuple();
            }
            else
            {
                throw tokens.Fail($"\"]\" is expected, and {tokens.Current.Description} comes");
            }
        }

        return isSlice
            ? new SliceExpression(position, value, bounds[0], bounds[1], bounds[2])
            : new ItemExpression(position, value, bounds[0]!);
    }

    private Expression ParseFiltersAndTests(Expression value)
    {
        while (true)
        {
            if (tokens.TakeOperator("|"))
            {
                value = ParseFilters(value);
            }
            else if (tokens.TakeName("is"))
            {
                value = ParseTest(value);
            }
            else if (tokens.Current.IsOperator("("))
            {
                // As in Jinja, what a filter gives can be called.
                value = expressions.Checked(new CallExpression(tokens.Current.Position, value, Arguments()));
            }
            else
            {
                return value;
            }
        }
    }

    private TestExpression ParseTest(Expression value)
    {
        var isNegated = tokens.TakeName("not");
        var (position, name) = DottedName("a test's name");
        var arguments = ArgumentList.None;
        if (tokens.Current.IsOperator("("))
        {
            arguments = Arguments();
        }
        else if (BeginsArgument(tokens.Current))
        {
            tokens.Enter();
            arguments = new ArgumentList([ParsePostfix(ParsePrimary())], [], []);
            tokens.Leave();
        }

        return expressions.Checked(new TestExpression(position, value, name, arguments, isNegated));
    }

    private static bool BeginsArgument(JinjaToken token) =>
        token.Kind switch
        {
            JinjaTokenKind.Name => token.Text is not ("else" or "or" or "and" or "is" or "if" or "not" or "in"),
            JinjaTokenKind.String or JinjaTokenKind.Integer or JinjaTokenKind.Float => true,
            JinjaTokenKind.Operator => token.Text is "[" or "{",
            _ => false,
        };

    private (int Position, string Name) DottedName(string what)
    {
        var token = tokens.Expect(JinjaTokenKind.Name, what);
        var name = new StringBuilder(token.Text);
        while (tokens.TakeOperator("."))
        {
            name.Append('.').Append(tokens.Expect(JinjaTokenKind.Name, what).Text);
        }

        return (token.Position, name.ToString());
    }

    private ArgumentList ArgumentsIfAny() => tokens.Current.IsOperator("(") ? Arguments() : ArgumentList.None;

    private ArgumentList Arguments()
    {
        tokens.ExpectOperator("(");
        var positional = new List<Expression>();
        var names = new List<string>();
        var named = new List<Expression>();
        ParseSeparated(")", ParseOne);
        return positional.Count + named.Count == 0
            ? ArgumentList.None
            : new ArgumentList([.. positional], [.. names], [.. named]);

        void ParseOne()
        {
            if (tokens.Current.Kind == JinjaTokenKind.Name && tokens.Following.IsOperator("="))
            {
                names.Add(tokens.Take().Text);
                tokens.Take();
                named.Add(expressions.Parse());
            }
            else if (named.Count > 0)
            {
                throw tokens.Fail("an argument without a name stands behind one with a name");
            }
            else
            {
                positional.Add(expressions.Parse());
            }
        }
    }
}
