using System.CommandLine;
using System.Globalization;
using Chat.Core.Errors;

namespace Chat.Daemon;

/// <summary>
/// Reads the values of options. Options take text and are read here, so that a wrong value gets a sentence of its own, and a number
/// means the same in every culture.
/// </summary>
/// <param name="result">The parsed command line.</param>
/// <remarks>Every member throws a <see cref="ChatException"/> of kind <see cref="ChatErrorKind.InvalidRequest"/> for a wrong value.</remarks>
internal sealed class OptionReader(ParseResult result)
{
    /// <summary>The text of an option; null when it was not given.</summary>
    /// <param name="option">The option.</param>
    public string? Text(Option<string> option) => result.GetValue(option);

    /// <summary>The text of an option that may not be blank; null when it was not given.</summary>
    /// <param name="option">The option.</param>
    public string? Name(Option<string> option) =>
        Text(option) is { } text && string.IsNullOrWhiteSpace(text)
            ? throw UsageError.Create($"{option.Name} is blank.", $"Give a value, or leave {option.Name} out.")
            : Text(option);

    /// <summary>True when a switch was given.</summary>
    /// <param name="option">The option.</param>
    public bool IsSet(Option<bool> option) => result.GetValue(option);

    /// <summary>Every text that a repeatable option was given; empty when none.</summary>
    /// <param name="option">The option.</param>
    public IReadOnlyList<string> Texts(Option<string[]> option) => result.GetValue(option) ?? [];

    /// <summary>A number; null when it was not given. NaN and infinities are read as such, for the range check to refuse.</summary>
    /// <param name="option">The option.</param>
    public double? Number(Option<string> option) => Text(option) is { } text ? ReadNumber(option.Name, text) : null;

    /// <summary>A whole number; null when it was not given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value.</param>
    public int? Integer(Option<string> option, int low = int.MinValue, int high = int.MaxValue) =>
        Text(option) is { } text ? ReadInteger(option.Name, text, low, high) : null;

    /// <summary>A whole number of 64 bits; null when it was not given.</summary>
    /// <param name="option">The option.</param>
    public long? LongInteger(Option<string> option) =>
        Text(option) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw NotInteger(option.Name, text);

    /// <summary>Whole numbers, separated by commas; empty when the option was not given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value.</param>
    public IReadOnlyList<int> Integers(Option<string> option, int low, int high)
    {
        var numbers = new List<int>();
        foreach (var part in Text(option)?.Split(',') ?? [])
        {
            numbers.Add(ReadInteger(option.Name, part.Trim(), low, high));
        }

        return numbers;
    }

    /// <summary>A time in seconds; null when it was not given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="most">The longest time.</param>
    public TimeSpan? Seconds(Option<string> option, TimeSpan most)
    {
        if (Number(option) is not { } seconds)
        {
            return null;
        }

        // Less than a tick would be no time at all. NaN is in no range.
        return seconds >= 1e-3 && seconds <= most.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw UsageError.Create(
                $"{option.Name} is {Text(option)}.",
                $"Give a number of seconds from 0.001 to {most.TotalSeconds.ToString(CultureInfo.InvariantCulture)}."
            );
    }

    /// <summary>Reads a number.</summary>
    /// <param name="name">What it is the value of, for the message.</param>
    /// <param name="text">The text.</param>
    public static double ReadNumber(string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw UsageError.Create(
                $"{name} is \"{text}\".",
                "Give a number such as 0.5, with a point and no blanks."
            );

    private static int ReadInteger(string name, string text, int low, int high)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw NotInteger(name, text);
        }

        return number >= low && number <= high
            ? (int)number
            : throw UsageError.Create(
                $"{name} is {text}.",
                high == int.MaxValue
                    ? $"Give a whole number of {low} or more."
                    : $"Give a whole number from {low} to {high}."
            );
    }

    private static ChatException NotInteger(string name, string text) =>
        UsageError.Create($"{name} is \"{text}\".", "Give a whole number such as 32.");
}
