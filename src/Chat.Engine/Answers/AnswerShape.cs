using Chat.Engine.Sampling;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Tokens;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Answers;

/// <summary>What the answers to one request must look like, and how their text is read. Shared by the choices of the request.</summary>
internal sealed record AnswerShape
{
    /// <summary>How the text is read.</summary>
    public required AnswerFormat Format { get; init; }

    /// <summary>The grammar that the text follows; null for free text.</summary>
    public Grammar? Grammar { get; init; }

    /// <summary>The tokens of the model as grammars see them; null without a grammar.</summary>
    public GrammarVocabulary? Vocabulary { get; init; }

    /// <summary>Control tokens that come through as text, since the form of a call or of reasoning is made of them.</summary>
    public required IReadOnlyDictionary<int, string> ShownTokens { get; init; }

    /// <summary>What the ids of tool calls are made from.</summary>
    public required ulong IdSeed { get; init; }

    /// <summary>True to give a call the form of the deprecated functions.</summary>
    public bool CallsFunction { get; init; }

    /// <summary>True for a model that reasons before it answers.</summary>
    public bool Reasons { get; init; }

    /// <summary>The constraint of one choice; null for free text.</summary>
    public ITokenConstraint? NewConstraint() =>
        Grammar is null || Vocabulary is null ? null : new GrammarConstraint(Grammar, Vocabulary);

    /// <summary>The reader of one choice.</summary>
    /// <param name="choice">The index of the choice.</param>
    public AnswerParser NewParser(int choice) => Format.NewParser(unchecked(IdSeed + (ulong)choice));
}
