namespace Chat.Core.Backends;

/// <summary>
/// One request field, and what each target does with it. A key is a path of wire names with <c>[]</c> after a list
/// (<c>messages[].name</c>), and <c>:word</c> for a value that matters (<c>tool_choice:required</c>, <c>response_format:json_object</c>).
/// </summary>
public sealed class CapabilityRow
{
    private readonly FieldSupport[] _supports;

    private CapabilityRow(string key, IReadOnlyList<string> parts, FieldSupport[] supports, string? note)
    {
        Key = key;
        Parts = parts;
        Note = note;
        _supports = supports;
    }

    /// <summary>The field.</summary>
    public string Key { get; }

    /// <summary>Keys beneath the field that share its row because they mean nothing without it.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>What more there is to say, as one sentence; null for nothing.</summary>
    public string? Note { get; }

    /// <summary>What each target does, in the order of <see cref="CapabilityTable.Targets"/>.</summary>
    public IReadOnlyList<FieldSupport> Supports => _supports;

    /// <summary>Makes a row.</summary>
    /// <param name="letters">A letter for each target, in their order: H honoured, E emulated, I ignored, R refused, ? unverified.</param>
    /// <param name="key">The field.</param>
    /// <param name="parts">What is beneath it, parted by blanks, each without the key: <c>.name :word []</c>.</param>
    /// <param name="note">What more there is to say.</param>
    /// <exception cref="ArgumentException">A letter is none of these, or there is not one for each target.</exception>
    internal static CapabilityRow Of(string letters, string key, string parts = "", string? note = null)
    {
        var supports = letters.Select(Support).ToArray();
        return supports.Length == CapabilityTable.TargetCount
            ? new CapabilityRow(
                key,
                [.. parts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => key + part)],
                supports,
                note
            )
            : throw new ArgumentException($"{key} has {letters.Length} letters.", nameof(letters));
    }

    /// <summary>Makes a row for each of several fields that fare the same.</summary>
    /// <param name="letters">A letter for each target.</param>
    /// <param name="note">What more there is to say; null for nothing.</param>
    /// <param name="keys">The fields, parted by blanks.</param>
    /// <exception cref="ArgumentException">The letters are not those of <see cref="Of"/>.</exception>
    internal static IEnumerable<CapabilityRow> Each(string letters, string? note, string keys) =>
        keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => Of(letters, key, note: note));

    private static FieldSupport Support(char letter) =>
        letter switch
        {
            'H' => FieldSupport.Honoured,
            'E' => FieldSupport.Emulated,
            'I' => FieldSupport.Ignored,
            'R' => FieldSupport.Refused,
            '?' => FieldSupport.Unverified,
            _ => throw new ArgumentException($"'{letter}' stands for no support.", nameof(letter)),
        };
}
