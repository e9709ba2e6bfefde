using Chat.Core.Completions;

namespace Chat.Engine.Text;

/// <summary>
/// Makes the text of one choice from the bytes of its tokens: whole characters only, and no part of a stop string. Each token's log
/// probability goes out with the first text that the token has a share in; tokens that a stop string cuts off whole never go out.
/// Holds back less than the longest stop string of text, and the tokens of that text: at most as many as the answer may have.
/// Not safe for use by several threads at once.
/// </summary>
/// <param name="stops">The stop strings; none lets all text through. The bounds of <see cref="StopStringMatcher"/> hold.</param>
/// <exception cref="ArgumentException">A bound of <see cref="StopStringMatcher"/> is broken.</exception>
internal sealed class TokenTextAssembler(IReadOnlyList<string> stops)
{
    private readonly Utf8Assembler _characters = new();
    private readonly StopStringMatcher _matcher = new(stops);
    private readonly Queue<(TokenLogprob Token, long Start)> _waiting = new();

    // In UTF-16 code units since the beginning of the choice.
    private long _decoded;
    private long _shown;
    private bool _flushed;

    /// <summary>The stop string that ended the choice; null while none has.</summary>
    public string? StopString => _matcher.Matched;

    /// <summary>Adds a token.</summary>
    /// <param name="piece">The token's bytes; may be empty, and may end inside a character.</param>
    /// <param name="logprob">The token's log probability; null when none is wanted.</param>
    /// <exception cref="InvalidOperationException">A stop string was found before, or the choice was flushed.</exception>
    public TextEmission Push(ReadOnlySpan<byte> piece, TokenLogprob? logprob)
    {
        if (_flushed || StopString is not null)
        {
            throw new InvalidOperationException("The choice has ended.");
        }

        if (logprob is not null)
        {
            _waiting.Enqueue((logprob, StartOf(piece)));
        }

        var text = _characters.Push(piece);
        _decoded += text.Length;
        var scan = _matcher.Push(text);
        return Emit(scan.Text, all: false);
    }

    /// <summary>Ends the choice: what was held back goes out, unless a stop string was found. A second call gives nothing.</summary>
    public TextEmission Flush()
    {
        if (_flushed || StopString is not null)
        {
            return new TextEmission(string.Empty, [], StopString is not null);
        }

        _flushed = true;
        var scan = _matcher.Push(_characters.Flush());
        return scan.Matched is null ? Emit(scan.Text + _matcher.Flush(), all: true) : Emit(scan.Text, all: false);
    }

    // Where the token's first character begins. Bytes that cannot continue a cut sequence leave U+FFFD before them.
    private long StartOf(ReadOnlySpan<byte> piece)
    {
        var leavesReplacement = _characters.HeldBytes > 0 && !piece.IsEmpty && (piece[0] & 0xC0) != 0x80;
        return leavesReplacement ? _decoded + 1 : _decoded;
    }

    private TextEmission Emit(string text, bool all)
    {
        _shown += text.Length;
        List<TokenLogprob>? tokens = null;
        while (_waiting.TryPeek(out var first) && (all || first.Start < _shown))
        {
            (tokens ??= []).Add(_waiting.Dequeue().Token);
        }

        return new TextEmission(text, tokens ?? (IReadOnlyList<TokenLogprob>)[], StopString is not null);
    }
}
