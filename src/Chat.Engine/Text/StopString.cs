namespace Chat.Engine.Text;

/// <summary>
/// Looks for one stop string in text that comes a character at a time (Knuth, Morris and Pratt), and knows how much of the string the
/// text ends with. Costs a constant number of steps for each character over the whole text, and one int for each character of the string.
/// </summary>
internal sealed class StopString
{
    // For each length of a matched beginning: the longest shorter beginning that it ends with.
    private readonly int[] _fallback;

    /// <summary>Prepares to look for a string.</summary>
    /// <param name="value">The string, not empty.</param>
    public StopString(string value)
    {
        Value = value;
        _fallback = new int[value.Length];
        var length = 0;
        for (var i = 1; i < value.Length; i++)
        {
            while (length > 0 && value[i] != value[length])
            {
                length = _fallback[length - 1];
            }

            length += value[i] == value[length] ? 1 : 0;
            _fallback[i] = length;
        }
    }

    /// <summary>The string looked for.</summary>
    public string Value { get; }

    /// <summary>How many characters of <see cref="Value"/> the text now ends with.</summary>
    public int Matched { get; private set; }

    /// <summary>Reads a character. Not to be called again once it has returned true.</summary>
    /// <param name="next">The next UTF-16 code unit of the text.</param>
    /// <returns>True when the text now ends with the whole of <see cref="Value"/>.</returns>
    public bool Read(char next)
    {
        var length = Matched;
        while (length > 0 && next != Value[length])
        {
            length = _fallback[length - 1];
        }

        Matched = next == Value[length] ? length + 1 : 0;
        return Matched == Value.Length;
    }

    /// <summary>Forgets the text read so far.</summary>
    public void Reset() => Matched = 0;
}
