using Chat.Core.Errors;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// What an answer must look like when tools, schemas, grammars or reasoning are asked for: the grammar that holds the model to it, the
/// texts of control tokens that are needed to read it, and the reader.
/// </summary>
internal sealed class AnswerFormat
{
    private readonly AnswerRequest _request;
    private readonly ToolOffer _offer;

    private AnswerFormat(AnswerRequest request, ToolOffer offer, string? grammar, IReadOnlyList<string> warnings)
    {
        _request = request;
        _offer = offer;
        Grammar = grammar;
        Warnings = warnings;
    }

    /// <summary>The grammar of the whole answer, in GBNF; null for free text.</summary>
    public string? Grammar { get; }

    /// <summary>What could not be held to, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Works out the form of an answer.</summary>
    /// <param name="request">What is asked of it.</param>
    /// <exception cref="ChatException">It cannot be: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static AnswerFormat Create(AnswerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var offer = ToolOffer.Of(request);
        var warnings = new List<string>();
        var grammar = new AnswerGrammar(request, offer, warnings).Write();
        return new AnswerFormat(request, offer, grammar, [.. warnings.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Makes a reader for one answer.</summary>
    /// <param name="idSeed">What the ids of its calls are made from; different for every answer.</param>
    public AnswerParser NewParser(ulong idSeed = 0)
    {
        var ids = new CallIds(idSeed, _request.Format.BareIdLength);
        return _request.Format.Channels?.Kind switch
        {
            ChannelKind.Harmony => new HarmonyAnswerParser(_offer.Tools, ids),
            ChannelKind.Recipient => new RecipientAnswerParser(_offer.Tools, ids),
            _ => new TextAnswerParser(_request.Format, _offer.Tools, ids, _request.IsReasoningOpen),
        };
    }
}
