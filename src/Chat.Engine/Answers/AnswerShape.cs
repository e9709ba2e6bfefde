using System.Text.Json;
using Chat.Engine.Sampling;
using Chat.Formats.Grammars;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Answers;

/// <summary>What the answers to one request must look like, and how their text is read. Shared by the choices of the request.</summary>
internal sealed record AnswerShape
{
    /// <summary>How the text is read.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>The grammar that the text follows, with the tokens of the model; null for free text.</summary>
    public TokenGrammar? Grammar { get; init; }

    /// <summary>Control tokens that come through as text, since the form of a call or of reasoning is made of them.</summary>
    public required IReadOnlySet<int> ShownTokens { get; init; }

    /// <summary>True to give a call the form of the deprecated functions.</summary>
    public bool CallsFunction { get; init; }

    /// <summary>The schema that the content must follow; null for none.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>True for a model that reasons before it answers.</summary>
    public bool Reasons { get; init; }

    /// <summary>The constraint of one choice; null for none.</summary>
    public ITokenConstraint? NewConstraint() => Grammar is null ? null : new GrammarConstraint(Grammar);
}
