using System.Collections.Frozen;

namespace Chat.Core.Errors;

/// <summary>The wire names of the error kinds.</summary>
public static class ChatErrorKinds
{
    private static readonly FrozenDictionary<ChatErrorKind, string> Names = Enum.GetValues<ChatErrorKind>()
        .ToFrozenDictionary(kind => kind, NameOf);

    private static readonly FrozenDictionary<string, ChatErrorKind> Kinds = Names.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key,
        StringComparer.Ordinal
    );

    /// <summary>The name of a kind on the wire, such as <c>contextOverflow</c> or <c>timeout.firstToken</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a member of the list.</exception>
    public static string ToWireName(this ChatErrorKind kind) =>
        Names.TryGetValue(kind, out var name) ? name : throw new ArgumentOutOfRangeException(nameof(kind));

    /// <summary>The kind of a wire name.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="kind">The kind, when there is one of that name.</param>
    /// <returns>False when there is no kind of that name.</returns>
    public static bool TryParse(string name, out ChatErrorKind kind) => Kinds.TryGetValue(name, out kind);

    private static string NameOf(ChatErrorKind kind) =>
        kind switch
        {
            ChatErrorKind.ConnectTimeout => "timeout.connect",
            ChatErrorKind.FirstTokenTimeout => "timeout.firstToken",
            ChatErrorKind.IdleTimeout => "timeout.idle",
            ChatErrorKind.TotalTimeout => "timeout.total",
            _ => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..],
        };
}
