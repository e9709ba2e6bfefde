using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Client.Profiles;

/// <summary>Takes values of the kind that is expected, and tells in place when one is of another.</summary>
internal static class PlacedValues
{
    /// <summary>The members of an object.</summary>
    /// <param name="source">The file.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ChatException">It is of another kind: <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static IReadOnlyList<PlacedMember> MembersOf(this ProfileSource source, PlacedJson value) =>
        value.Kind == JsonValueKind.Object ? value.Members : throw source.Expected(value, "an object in braces");

    /// <summary>The text of a string.</summary>
    /// <param name="source">The file.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ChatException">It is of another kind: <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string TextOf(this ProfileSource source, PlacedJson value) =>
        value.Kind == JsonValueKind.String ? value.Text : throw source.Expected(value, "a text in quotes");

    /// <summary>The text of a string that keeps a rule.</summary>
    /// <param name="source">The file.</param>
    /// <param name="value">The value.</param>
    /// <param name="rule">The rule: what is wrong with a text, or null.</param>
    /// <exception cref="ChatException">It is of another kind or breaks the rule: <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string TextOf(this ProfileSource source, PlacedJson value, Func<string, ProfileFault?> rule)
    {
        var text = source.TextOf(value);
        return rule(text) is { } fault ? throw source.At(value, fault) : text;
    }

    /// <summary>A truth value.</summary>
    /// <param name="source">The file.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ChatException">It is of another kind: <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static bool FlagOf(this ProfileSource source, PlacedJson value) =>
        value.Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw source.Expected(value, "true or false"),
        };

    /// <summary>A duration given as a number of seconds, at least a millisecond and at most <see cref="ProfileTimeouts.Max"/>.</summary>
    /// <param name="source">The file.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ChatException">It is of another kind or out of range: <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static TimeSpan SecondsOf(this ProfileSource source, PlacedJson value) =>
        value.Kind == JsonValueKind.Number && value.Number >= 0.001 && value.Number <= ProfileTimeouts.Max.TotalSeconds
            // Not FromSeconds, which cuts: some whole milliseconds would lose a tick.
            ? TimeSpan.FromTicks((long)Math.Round(value.Number * TimeSpan.TicksPerSecond))
            : throw source.Expected(
                value,
                $"a number of seconds from 0.001 to {ProfileTimeouts.Max.TotalSeconds}, such as 90"
            );

    /// <summary>A whole number from 0 to a limit.</summary>
    /// <param name="source">The file.</param>
    /// <param name="value">The value.</param>
    /// <param name="max">The limit.</param>
    /// <exception cref="ChatException">It is of another kind or out of range: <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static int CountOf(this ProfileSource source, PlacedJson value, int max) =>
        value.Kind == JsonValueKind.Number && double.IsInteger(value.Number) && value.Number >= 0 && value.Number <= max
            ? (int)value.Number
            : throw source.Expected(value, $"a whole number from 0 to {max}");

    /// <summary>A key that is not known where it stands.</summary>
    /// <param name="source">The file.</param>
    /// <param name="parent">The object that holds it.</param>
    /// <param name="member">The key.</param>
    /// <param name="known">The keys that are known there.</param>
    /// <returns>The exception to throw, of kind <see cref="ChatErrorKind.InvalidRequest"/>.</returns>
    public static ChatException UnknownKey(
        this ProfileSource source,
        PlacedJson parent,
        PlacedMember member,
        IReadOnlyList<string> known
    ) =>
        source.At(
            member.Offset,
            parent.Path,
            new ProfileFault(
                $"has an unknown key {ProfileTexts.Quote(member.Name)}",
                NearestNames.FindOne(member.Name, known) is { } near
                    ? $"Did you mean \"{near}\"?"
                    : $"The keys here are {string.Join(", ", known)}."
            )
        );

    private static ChatException Expected(this ProfileSource source, PlacedJson value, string what) =>
        source.At(value, new ProfileFault($"must be {what}", "Correct the value."));
}
