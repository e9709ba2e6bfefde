using Chat.Core.Errors;

namespace Chat.Engine;

/// <summary>Checks numbers that come from a door's options.</summary>
internal static class OptionRanges
{
    /// <summary>Checks one number.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="value">The number; null was not given and passes.</param>
    /// <param name="low">The lowest allowed.</param>
    /// <param name="high">The highest allowed; <see cref="int.MaxValue"/> for no bound.</param>
    /// <exception cref="ChatException">It is out of range: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static void Check(string name, int? value, int low, int high)
    {
        if (value < low || value > high)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{name} is {value}.",
                high == int.MaxValue ? $"Give {low} or more." : $"Give a number from {low} to {high}."
            );
        }
    }
}
