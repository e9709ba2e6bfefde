namespace Chat.Formats.ToolCalls;

/// <summary>What a template wrote for calls, with names, ids and arguments replaced by one letter each that stands in no template.</summary>
/// <param name="Text">The text.</param>
/// <param name="Arguments">How the arguments were written.</param>
/// <param name="Marks">Their marks, when they were tagged.</param>
internal sealed record MaskedCalls(string Text, ArgumentWriting Arguments, ArgumentMarks? Marks)
{
    /// <summary>Stands for a name.</summary>
    public const char Name = '\uE000';

    /// <summary>Stands for arguments.</summary>
    public const char Argument = '\uE001';

    /// <summary>Stands for an id.</summary>
    public const char Id = '\uE002';

    /// <summary>Stands for the place of a call.</summary>
    public const char Index = '\uE003';

    /// <summary>Masks what a template wrote for calls.</summary>
    /// <param name="text">What it wrote.</param>
    /// <param name="calls">How many calls there are.</param>
    /// <returns>Null when the calls cannot be found in it.</returns>
    public static MaskedCalls? Of(string text, int calls)
    {
        var first = Mask(text, CallProbes.Names.First, CallProbes.Ids.First, CallProbes.Values);
        return calls == 1 || first is null ? first
            : Mask(first.Text, CallProbes.Names.Second, CallProbes.Ids.Second, CallProbes.OtherValues) is { } second
                ? first with
                {
                    Text = second.Text,
                }
            : null;
    }

    private static MaskedCalls? Mask(
        string text,
        string name,
        string id,
        (string First, string Second, string Number) values
    )
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        var value = text.IndexOf(values.First, StringComparison.Ordinal);
        var last = text.IndexOf(values.Number, StringComparison.Ordinal);
        var key = value < 0 ? -1 : text.LastIndexOf(CallProbes.Keys.First, value, StringComparison.Ordinal);
        if (at < 0 || key < at || last < key)
        {
            return null;
        }

        var places = new ArgumentPlaces(text, at + name.Length, key, values);
        if (places.Find() is not { } found)
        {
            return null;
        }

        var masked =
            text[..at].Replace(id, Id.ToString(), StringComparison.Ordinal)
            + Name
            + text[(at + name.Length)..found.Start].Replace(id, Id.ToString(), StringComparison.Ordinal)
            + Argument
            + text[found.End..].Replace(id, Id.ToString(), StringComparison.Ordinal);
        return new MaskedCalls(masked, found.Writing, found.Marks);
    }
}
