namespace Chat.Formats.ToolCalls;

/// <summary>Reads arguments that are a JSON object. A call without one has no arguments.</summary>
internal sealed class JsonArguments : ArgumentReader
{
    private JsonScan _scan;
    private bool _hasBegun;

    /// <inheritdoc/>
    public override void Reset()
    {
        _scan = default;
        _hasBegun = false;
    }

    /// <inheritdoc/>
    public override ReadStatus Read(ReadOnlySpan<char> text, ref int at, bool isLast, CallOutput output)
    {
        if (!_hasBegun)
        {
            Literal.SkipSpace(text, ref at);
            if (at == text.Length)
            {
                return ReadStatus.More;
            }

            if (text[at] != '{')
            {
                output.WriteJson("{}");
                return ReadStatus.Done;
            }

            _hasBegun = true;
        }

        var from = at;
        while (at < text.Length && !_scan.IsDone && _scan.Read(text[at]))
        {
            at++;
        }

        output.WriteJson(text[from..at]);
        return _scan.IsDone ? ReadStatus.Done : ReadStatus.More;
    }
}
