using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Chat.Core.Json;

namespace Chat.Core.Requests;

/// <summary>
/// The strings that end an answer; the answer does not contain them. On the wire a single string or a list: the form read is the
/// form written. Source: OpenAI chat completions specification 2.3.0, <c>stop</c>.
/// </summary>
[JsonConverter(typeof(StopSequencesConverter))]
[CollectionBuilder(typeof(StopSequences), nameof(Create))]
public sealed class StopSequences : IReadOnlyList<string>
{
    private readonly string[] _values;

    internal StopSequences(string[] values, bool isSingle)
    {
        _values = values;
        IsSingle = isSingle;
    }

    /// <summary>True when the wire form is a single string and not a list.</summary>
    public bool IsSingle { get; }

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public string this[int index] => _values[index];

    /// <summary>Makes a list of stop strings.</summary>
    /// <param name="values">The strings.</param>
    public static StopSequences Create(ReadOnlySpan<string> values) => new(values.ToArray(), isSingle: false);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
