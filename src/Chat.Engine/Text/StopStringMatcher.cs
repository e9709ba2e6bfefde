using System.Buffers;
using Chat.Core.Requests;

namespace Chat.Engine.Text;

/// <summary>
/// Finds the first stop string in text that comes in pieces, and shows no part of it: the longest tail of the text that could be the
/// beginning of a stop string is held back until it is known.
/// The match that counts is the one that completes first, as a reader of single characters would see it; of several that complete on the
/// same character, the longest. Comparison is by UTF-16 code unit. Stop strings are expected to be well-formed UTF-16; then no surrogate
/// pair of the text is split.
/// Costs at most a few steps for each character and stop string, and one int for each character of the stop strings; the text held back
/// is shorter than the longest stop string. Not safe for use by several threads at once.
/// </summary>
internal sealed class StopStringMatcher
{
    private readonly StopString[] _stops;
    private readonly SearchValues<char> _beginnings;

    // The stop string whose beginning is the text held back: its first Matched characters are that text, so no copy is kept.
    private StopString? _holder;

    /// <summary>Prepares to look for stop strings.</summary>
    /// <param name="stops">The strings; none lets all text through.</param>
    /// <exception cref="ArgumentException">
    /// There are more than <see cref="ChatCompletionRequestChecks.MaxStopSequences"/>, or one is empty or longer than
    /// <see cref="ChatCompletionRequestChecks.MaxStopLength"/>.
    /// </exception>
    public StopStringMatcher(IReadOnlyList<string> stops)
    {
        if (stops.Count > ChatCompletionRequestChecks.MaxStopSequences)
        {
            throw new ArgumentException("There are too many stop strings.", nameof(stops));
        }

        if (stops.Any(stop => stop.Length is 0 or > ChatCompletionRequestChecks.MaxStopLength))
        {
            throw new ArgumentException("A stop string is empty or too long.", nameof(stops));
        }

        _stops = [.. stops.Distinct(StringComparer.Ordinal).Select(stop => new StopString(stop))];
        _beginnings = SearchValues.Create([.. _stops.Select(stop => stop.Value[0])]);
    }

    /// <summary>The stop string that was found; null while none was.</summary>
    public string? Matched { get; private set; }

    /// <summary>How many characters are held back.</summary>
    public int HeldLength => _holder?.Matched ?? 0;

    /// <summary>Adds a piece of text.</summary>
    /// <param name="text">The next text; may be empty.</param>
    /// <exception cref="InvalidOperationException">A stop string was found before.</exception>
    public StopScan Push(string text)
    {
        if (Matched is not null)
        {
            throw new InvalidOperationException("No text is read after a stop string.");
        }

        var held = Held();
        for (var i = 0; i < text.Length; i++)
        {
            if (_holder is null)
            {
                var skipped = text.AsSpan(i).IndexOfAny(_beginnings);
                if (skipped < 0)
                {
                    break;
                }

                i += skipped;
            }

            if (Read(text[i]) is { } found)
            {
                Matched = found.Value;
                _holder = null;
                return new StopScan(First(held, text, held.Length + i + 1 - found.Value.Length), Matched);
            }
        }

        return new StopScan(First(held, text, held.Length + text.Length - HeldLength), null);
    }

    /// <summary>Ends the text.</summary>
    /// <returns>The text that was held back; empty when there is none or a stop string was found.</returns>
    public string Flush()
    {
        var held = Held().ToString();
        _holder = null;
        foreach (var stop in _stops)
        {
            stop.Reset();
        }

        return held;
    }

    // Moves every stop string on, and returns the longest that is now complete.
    private StopString? Read(char next)
    {
        StopString? found = null;
        StopString? holder = null;
        foreach (var stop in _stops)
        {
            if (stop.Read(next))
            {
                found = found is null || stop.Value.Length > found.Value.Length ? stop : found;
            }

            holder = stop.Matched > (holder?.Matched ?? 0) ? stop : holder;
        }

        _holder = holder;
        return found;
    }

    private ReadOnlySpan<char> Held() => _holder is null ? [] : _holder.Value.AsSpan(0, _holder.Matched);

    private static string First(ReadOnlySpan<char> held, string text, int length)
    {
        if (held.IsEmpty)
        {
            return length == text.Length ? text : text[..length];
        }

        return length <= held.Length
            ? held[..length].ToString()
            : string.Concat(held, text.AsSpan(0, length - held.Length));
    }
}
