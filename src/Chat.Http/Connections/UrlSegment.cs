using Chat.Core.Errors;

namespace Chat.Http.Connections;

/// <summary>Names from outside (a deployment, a model, a batch id) as one segment of an address's path.</summary>
internal static class UrlSegment
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 1024;

    /// <summary>The name, percent-encoded, so that it stays one segment.</summary>
    /// <param name="what">What the name is called in the failure.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ChatException">
    /// It is empty, overlong, <c>.</c> or <c>..</c>, or holds a control character or half a surrogate pair: kind
    /// <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    public static string Of(string what, string name)
    {
        var fault = name switch
        {
            "" => "is empty",
            "." or ".." => "is a step in a path",
            { Length: > MaxLength } => $"is longer than {MaxLength} characters",
            _ when name.Any(char.IsControl) => "holds a control character",
            _ when name.EnumerateRunes().Any(rune => rune.Value == 0xFFFD) => "holds a broken character",
            _ => null,
        };
        return fault is null
            ? Uri.EscapeDataString(name)
            : throw new ChatException(ChatErrorKind.InvalidRequest, $"The {what} {fault}.", "Correct the name.");
    }
}
