using Chat.Engine.Models;
using Chat.Formats.Grammars;
using Chat.Formats.Grammars.Tokens;
using Chat.Formats.Templates;
using Chat.Formats.ToolCalls;

namespace Chat.Engine.Answers;

/// <summary>
/// How one model is spoken to, and how it speaks: its template, the form of its calls and reasoning, and its vocabulary as grammars see it. What takes
/// long to make is made when it is first needed. Safe for use by several threads at once.
/// </summary>
internal sealed class ModelFormat
{
    private const int MaxForms = 16;
    private const long MaxLearntBytes = 8 * 1024 * 1024;
    private const long MaxFormLength = 32 * 1024 * 1024;

    private readonly Vocabulary _vocabulary;
    private readonly Lazy<CallFormat> _calls;
    private readonly Lazy<IReadOnlyDictionary<int, string>> _shownTokens;
    private readonly Lazy<GrammarVocabulary> _grammarVocabulary;
    private readonly RecentCache<AnswerForm> _forms = new(MaxForms, MaxFormLength);

    /// <summary>Reads the format of a model.</summary>
    /// <param name="template">Its own chat template; null when it has none.</param>
    /// <param name="vocabulary">Its vocabulary.</param>
    public ModelFormat(string? template, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        Template = ChatTemplate.Create(template, vocabulary.BeginText, vocabulary.EndText);
        _calls = new Lazy<CallFormat>(() => CallFormat.Detect(Template));
        _shownTokens = new Lazy<IReadOnlyDictionary<int, string>>(ReadShownTokens);
        _grammarVocabulary = new Lazy<GrammarVocabulary>(ReadGrammarVocabulary);
    }

    /// <summary>Conversation to prompt.</summary>
    public ChatTemplate Template { get; }

    /// <summary>How the model writes tool calls and reasoning.</summary>
    public CallFormat Calls => _calls.Value;

    /// <summary>The control tokens that calls and reasoning are marked with: they come through as text.</summary>
    public IReadOnlyDictionary<int, string> ShownTokens => _shownTokens.Value;

    /// <summary>The tokens as grammars see them.</summary>
    public GrammarVocabulary GrammarVocabulary => _grammarVocabulary.Value;

    /// <summary>The form of an answer. Forms asked for lately are kept, with all that their grammars have learnt.</summary>
    /// <param name="key">What it depends on.</param>
    /// <param name="request">What is asked of it; not looked at when it is kept.</param>
    /// <exception cref="Chat.Core.Errors.ChatException">There is no such form: kind <see cref="Chat.Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public AnswerForm FormOf(string key, AnswerRequest request) =>
        _forms.GetOrMake(
            key,
            () =>
            {
                var format = AnswerFormat.Create(request);
                return new AnswerForm(
                    format,
                    format.Grammar is { } grammar ? Grammar.Parse(grammar, MaxLearntBytes) : null
                );
            },
            form => form.Format.Grammar?.Length ?? 1
        );

    private Dictionary<int, string> ReadShownTokens()
    {
        var texts = MarkerTexts.Of(Calls).ToHashSet(StringComparer.Ordinal);
        return _vocabulary
            .ControlTokens.Where(token => texts.Contains(token.Text) && !_vocabulary.IsEndOfGeneration(token.Id))
            .ToDictionary(token => token.Id, token => token.Text);
    }

    private GrammarVocabulary ReadGrammarVocabulary()
    {
        var buffer = new byte[64];
        var texts = new ReadOnlyMemory<byte>[_vocabulary.Size];
        for (var token = 0; token < texts.Length; token++)
        {
            texts[token] = _vocabulary.Piece(token, ref buffer, special: false).ToArray();
        }

        return new GrammarVocabulary(texts, _vocabulary.EndOfGenerationTokens, ShownTokens);
    }
}
