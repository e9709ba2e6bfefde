namespace Chat.Formats.Jinja.Lexing;

/// <summary>
/// Cuts a template into text and tags. White space around tags is dropped as transformers sets Jinja up for chat templates:
/// <c>trim_blocks</c> and <c>lstrip_blocks</c> on, one line feed at the very end dropped.
/// </summary>
internal sealed class JinjaLexer
{
    private readonly string _source;
    private readonly List<JinjaToken> _tokens = [];
    private int _position;

    // True where the last tag ended with a line feed that belongs to it, so that the text after it begins a line.
    private bool _isLineStart = true;

    private JinjaLexer(string source) => _source = source;

    /// <summary>Cuts a template into tokens; the last is of kind <see cref="JinjaTokenKind.End"/>.</summary>
    /// <param name="source">The template, with line feeds only and without one at its end.</param>
    /// <exception cref="JinjaException">A tag, string or comment does not end, or holds what Jinja does not know.</exception>
    public static List<JinjaToken> Read(string source)
    {
        var lexer = new JinjaLexer(source);
        while (lexer._position < source.Length)
        {
            lexer.ReadNext();
        }

        lexer._tokens.Add(new JinjaToken(JinjaTokenKind.End, "", source.Length));
        return lexer._tokens;
    }

    private void ReadNext()
    {
        var open = FindOpen(_position);
        if (open < 0)
        {
            AddText(_position, _source.Length);
            _position = _source.Length;
            return;
        }

        var kind = _source[open + 1];
        var sign = open + 2 < _source.Length ? _source[open + 2] : '\0';
        AddText(_position, EndOfText(_position, open, kind, sign));
        _position = open + (sign is '-' or '+' ? 3 : 2);
        if (kind == '#')
        {
            SkipComment(open);
        }
        else if (kind == '%' && TryRaw(out var rawStart))
        {
            ReadRaw(open, rawStart);
        }
        else
        {
            ReadTag(open, kind);
        }
    }

    private int FindOpen(int from)
    {
        while (_source.IndexOf('{', from) is var open and >= 0 && open + 1 < _source.Length)
        {
            if (_source[open + 1] is '{' or '%' or '#')
            {
                return open;
            }

            from = open + 1;
        }

        return -1;
    }

    // Where the text before a tag ends once white space before the tag is dropped.
    private int EndOfText(int start, int open, char kind, char sign)
    {
        var end = open;
        while (end > start && char.IsWhiteSpace(_source[end - 1]))
        {
            end--;
        }

        if (sign == '-')
        {
            return end;
        }

        // lstrip_blocks: only blanks stand between the start of the line and a statement or comment.
        if (sign == '+' || kind == '{')
        {
            return open;
        }

        var line = open == start ? start : _source.LastIndexOf('\n', open - 1, open - start) + 1;
        var isWholeLine = line > start || (_isLineStart && line <= start);
        line = Math.Max(line, start);
        return isWholeLine && end <= line ? line : open;
    }

    private void AddText(int start, int end)
    {
        if (end > start)
        {
            _tokens.Add(new JinjaToken(JinjaTokenKind.Text, _source[start..end], start));
        }
    }

    private void SkipComment(int open)
    {
        // The sign after {# may be the one before #}, as in {#-#}.
        var close = _source.IndexOf("#}", open + 2, StringComparison.Ordinal);
        if (close < 0)
        {
            throw Fail(open, "a comment does not end");
        }

        _position = close + 2;
        EndTag(close > open + 2 ? _source[close - 1] : '\0', isBlock: true);
    }

    // trim_blocks: a statement or comment takes the line feed right behind it.
    private void EndTag(char sign, bool isBlock)
    {
        var start = _position;
        if (sign == '-')
        {
            while (_position < _source.Length && char.IsWhiteSpace(_source[_position]))
            {
                _position++;
            }
        }
        else if (isBlock && sign != '+' && _position < _source.Length && _source[_position] == '\n')
        {
            _position++;
        }

        _isLineStart = _position > start && _source[_position - 1] == '\n';
    }

    private bool TryRaw(out int after) => TryWord(_position, "raw", out after);

    // A statement of one word and nothing else; "after" is where its closing sign or bracket begins.
    private bool TryWord(int from, string word, out int after)
    {
        after = SkipBlanks(from);
        if (string.CompareOrdinal(_source, after, word, 0, word.Length) != 0)
        {
            return false;
        }

        after = SkipBlanks(after + word.Length);
        var close = after < _source.Length && _source[after] is '-' or '+' ? after + 1 : after;
        return string.CompareOrdinal(_source, close, "%}", 0, 2) == 0;
    }

    private void ReadRaw(int open, int rawEnd)
    {
        // The line feed behind {% raw %} belongs to the text.
        var sign = _source[rawEnd];
        _position = rawEnd + (sign is '-' or '+' ? 3 : 2);
        EndTag(sign, isBlock: false);
        var start = _position;
        for (var end = start; (end = _source.IndexOf("{%", end, StringComparison.Ordinal)) >= 0; end += 2)
        {
            var endSign = end + 2 < _source.Length ? _source[end + 2] : '\0';
            if (TryWord(end + (endSign is '-' or '+' ? 3 : 2), "endraw", out var after))
            {
                AddText(start, EndOfText(start, end, '%', endSign));
                sign = _source[after];
                _position = after + (sign is '-' or '+' ? 3 : 2);
                EndTag(sign, isBlock: true);
                return;
            }
        }

        throw Fail(open, "a raw block does not end");
    }

    private void ReadTag(int open, char kind)
    {
        var isBlock = kind == '%';
        _tokens.Add(new JinjaToken(isBlock ? JinjaTokenKind.BlockStart : JinjaTokenKind.OutputStart, "", open));
        var tag = new TagLexer(_source, _tokens, _position);
        var sign = tag.Read(open, isBlock);
        _position = tag.Position;
        EndTag(sign, isBlock);
    }

    private int SkipBlanks(int from)
    {
        while (from < _source.Length && char.IsWhiteSpace(_source[from]))
        {
            from++;
        }

        return from;
    }

    private JinjaException Fail(int position, string reason) => JinjaException.At(_source, position, reason);
}
