using System.Runtime.CompilerServices;
using Chat.Formats.Jinja.Lexing;

namespace Chat.Formats.Jinja.Parsing;

/// <summary>Goes through a template's tokens and counts how deep the parser stands.</summary>
/// <param name="source">The template, for the places of failures.</param>
internal sealed class TokenStream(string source)
{
    private readonly List<JinjaToken> _tokens = JinjaLexer.Read(source);
    private int _next;
    private int _depth;

    /// <summary>The token that comes next.</summary>
    public JinjaToken Current => _tokens[_next];

    /// <summary>The token behind the next.</summary>
    public JinjaToken Following => _tokens[Math.Min(_next + 1, _tokens.Count - 1)];

    /// <summary>Takes the next token.</summary>
    public JinjaToken Take()
    {
        var token = _tokens[_next];
        _next = Math.Min(_next + 1, _tokens.Count - 1);
        return token;
    }

    /// <summary>Takes the next token when it is a given name.</summary>
    /// <param name="name">The name.</param>
    public bool TakeName(string name) => Take(Current.IsName(name));

    /// <summary>Takes the next token when it is a given operator.</summary>
    /// <param name="text">The operator.</param>
    public bool TakeOperator(string text) => Take(Current.IsOperator(text));

    /// <summary>Takes a token that must come next.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="JinjaException">Another token comes.</exception>
    public JinjaToken Expect(JinjaTokenKind kind, string what) =>
        Current.Kind == kind ? Take() : throw Fail($"{what} is expected, and {Current.Description} comes");

    /// <summary>Takes an operator that must come next.</summary>
    /// <param name="text">The operator.</param>
    /// <exception cref="JinjaException">Another token comes.</exception>
    public void ExpectOperator(string text)
    {
        if (!TakeOperator(text))
        {
            throw Fail($"\"{text}\" is expected, and {Current.Description} comes");
        }
    }

    /// <summary>Takes a name that must come next.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="JinjaException">Another token comes.</exception>
    public void ExpectName(string name)
    {
        if (!TakeName(name))
        {
            throw Fail($"\"{name}\" is expected, and {Current.Description} comes");
        }
    }

    /// <summary>Goes one deeper.</summary>
    /// <exception cref="JinjaException">It is too deep.</exception>
    public void Enter()
    {
        CheckDepth(++_depth);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail("the template is nested too deep for the stack");
        }
    }

    /// <summary>Goes one back.</summary>
    public void Leave() => _depth--;

    /// <summary>Refuses what is too deep.</summary>
    /// <param name="depth">How deep it is.</param>
    /// <exception cref="JinjaException">It is too deep.</exception>
    public void CheckDepth(int depth)
    {
        if (depth > JinjaLimits.MaxSourceDepth)
        {
            throw Fail($"the template is nested deeper than {JinjaLimits.MaxSourceDepth}");
        }
    }

    /// <summary>A failure at the next token.</summary>
    /// <param name="reason">What is wrong.</param>
    public JinjaException Fail(string reason) => Fail(Current.Position, reason);

    /// <summary>A failure at a place.</summary>
    /// <param name="position">The place.</param>
    /// <param name="reason">What is wrong.</param>
    public JinjaException Fail(int position, string reason) => JinjaException.At(source, position, reason);

    private bool Take(bool isWanted)
    {
        if (isWanted)
        {
            Take();
        }

        return isWanted;
    }
}
