namespace Chat.Formats.ToolCalls;

internal sealed partial class TextAnswerParser
{
    // Most pieces hold no sign of a marker and go out as they came, without a copy.
    private bool IsPlain(string text)
    {
        if (_skipsSpace || char.IsWhiteSpace(text[^1]) || (_mayCall && _format.StartsAnswer))
        {
            return false;
        }

        foreach (var marker in _markers)
        {
            if (text.Contains(marker[0], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsTrigger(string marker) => _hasTools && Is(marker, _format.Trigger);

    private static bool Is(string marker, string mark) => string.Equals(marker, mark, StringComparison.Ordinal);

    private void SetMarkers()
    {
        _markers.Clear();
        if (_phase == Phase.Reasoning)
        {
            Mark(_reasoningEnd);
            Mark(_contentStart);
            return;
        }

        if (_mayReason)
        {
            Mark(_reasoningStart);
        }

        // A reasoning that was never opened here may still be closed: the prompt, or the model, has opened it unseen.
        if (!_hasContent)
        {
            Mark(_reasoningEnd);
        }

        Mark(_contentStart);
        Mark(_contentEnd);
        foreach (var noise in _format.Noise)
        {
            Mark(noise);
        }

        if (_mayCall && !_format.StartsAnswer)
        {
            Mark(_format.Trigger);
        }
    }

    private void Mark(string marker)
    {
        if (marker.Length > 0 && !_markers.Contains(marker))
        {
            _markers.Add(marker);
        }
    }
}
