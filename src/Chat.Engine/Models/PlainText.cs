namespace Chat.Engine.Models;

/// <summary>
/// The text between two control tokens of a prompt, put together from template and messages. It remembers where the text of messages
/// must be cut so that no marker in it reads as one.
/// </summary>
internal sealed class PlainText
{
    private readonly List<string> _pieces = [];
    private string _last = "";

    /// <summary>Adds text of the template.</summary>
    /// <param name="text">The text.</param>
    public void AddTrusted(string text) => _last += text;

    /// <summary>Adds text of a message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="markers">The texts that must not read as markers.</param>
    public void AddUntrusted(string text, IReadOnlyList<string> markers)
    {
        var start = 0;
        for (var position = 0; position < text.Length; position++)
        {
            if (StartsMarker(text, position, markers))
            {
                // Cut behind the first character: neither half is the marker, and together they are still the text.
                _pieces.Add(_last + text[start..(position + 1)]);
                _last = "";
                start = position + 1;
            }
        }

        _last += text[start..];
    }

    /// <summary>Takes white space off the end, as a control token after it asks.</summary>
    public void TrimEnd()
    {
        _last = _last.TrimEnd(White);
        while (_last.Length == 0 && _pieces.Count > 0)
        {
            _last = _pieces[^1].TrimEnd(White);
            _pieces.RemoveAt(_pieces.Count - 1);
        }
    }

    /// <summary>Takes the pieces, to be tokenized one by one, and begins anew.</summary>
    public IReadOnlyList<string> Take()
    {
        string[] pieces = _last.Length > 0 ? [.. _pieces, _last] : [.. _pieces];
        _pieces.Clear();
        _last = "";
        return pieces;
    }

    /// <summary>White space as C knows it: what llama.cpp strips.</summary>
    public static char[] White { get; } = [' ', '\t', '\n', '\v', '\f', '\r'];

    private static bool StartsMarker(string text, int position, IReadOnlyList<string> markers)
    {
        if (text[position] is not ('<' or '['))
        {
            return false;
        }

        foreach (var marker in markers)
        {
            if (string.CompareOrdinal(text, position, marker, 0, marker.Length) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
