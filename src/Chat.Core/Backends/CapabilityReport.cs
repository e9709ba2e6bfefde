using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Core.Backends;

/// <summary>Says which fields of a request a backend will not heed, before anything is sent.</summary>
public static class CapabilityReport
{
    /// <summary>How many fields are named; the rest are counted.</summary>
    private const int MaxNamed = 32;

    /// <summary>A longer name, which only a field nobody knows can have, is cut. In characters.</summary>
    private const int MaxNameLength = 100;

    /// <summary>Goes through the fields of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="capabilities">What the backend does with each field.</param>
    /// <param name="targetName">What stands behind the backend, as it reads within a sentence; null takes the name in <paramref name="capabilities"/>.</param>
    /// <returns>A sentence for each field that is ignored, and one for all those of which it is not known whether they are heeded.</returns>
    /// <exception cref="ChatException">
    /// A field is refused: kind <see cref="ChatErrorKind.InvalidRequest"/>, with every such field named in the message.
    /// </exception>
    public static IReadOnlyList<string> Examine(
        ChatCompletionRequest request,
        BackendCapabilities capabilities,
        string? targetName = null
    )
    {
        ArgumentNullException.ThrowIfNull(capabilities);
        var unheeded = Unheeded(request, capabilities);
        var target = string.IsNullOrEmpty(targetName) ? capabilities.TargetName : targetName;
        ThrowIfAny(Keys(unheeded, FieldSupport.Refused), "does not take", target);
        return [.. Ignored(unheeded, target), .. Unverified(unheeded, target)];
    }

    /// <summary>Refuses a request with a field that changes nothing, or that the backend refuses anyway.</summary>
    /// <param name="request">The request.</param>
    /// <param name="capabilities">What the backend does with each field.</param>
    /// <exception cref="ChatException">
    /// There is such a field: kind <see cref="ChatErrorKind.InvalidRequest"/>, with every one named in the message.
    /// </exception>
    public static void RefuseUnheeded(ChatCompletionRequest request, BackendCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(capabilities);
        var unheeded = Unheeded(request, capabilities);
        ThrowIfAny(
            [.. unheeded.Where(field => field.Support != FieldSupport.Unverified).Select(field => field.Key)],
            "does not heed",
            capabilities.TargetName
        );
    }

    // A field within another that is named already goes without saying.
    private static List<(string Key, FieldSupport Support)> Unheeded(
        ChatCompletionRequest request,
        BackendCapabilities capabilities
    )
    {
        var found = RequestFields
            .Of(request)
            .Select(capabilities.Find)
            .Where(field => field.Support is not (FieldSupport.Honoured or FieldSupport.Emulated))
            .DistinctBy(field => field.Key, StringComparer.Ordinal)
            .ToList();
        var keys = found.Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        return [.. found.Where(field => !FieldPaths.Ancestors(field.Key).Any(keys.Contains))];
    }

    private static List<string> Keys(List<(string Key, FieldSupport Support)> fields, FieldSupport support) =>
        [.. fields.Where(field => field.Support == support).Select(field => field.Key)];

    private static IEnumerable<string> Ignored(List<(string Key, FieldSupport Support)> unheeded, string target)
    {
        var keys = Keys(unheeded, FieldSupport.Ignored);
        var named = keys.Take(MaxNamed).Select(key => $"{Name(key)} changes nothing on {target}.");
        return keys.Count > MaxNamed
            ? named.Append($"{keys.Count - MaxNamed} more fields change nothing on {target}.")
            : named;
    }

    private static IEnumerable<string> Unverified(List<(string Key, FieldSupport Support)> unheeded, string target)
    {
        var keys = Keys(unheeded, FieldSupport.Unverified);
        return keys.Count switch
        {
            0 => [],
            1 => [$"{List(keys)} is sent, but {target} is not known to heed it."],
            _ => [$"{List(keys)} are sent, but {target} is not known to heed them."],
        };
    }

    private static void ThrowIfAny(List<string> keys, string what, string target)
    {
        if (keys.Count > 0)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"{char.ToUpperInvariant(target[0])}{target[1..]} {what} {List(keys)}, so the request was not sent.",
                keys.Count == 1
                    ? $"Leave {List(keys)} out, or use a model elsewhere."
                    : "Leave them out, or use a model elsewhere."
            );
        }
    }

    private static string List(List<string> keys)
    {
        var names = keys.Take(MaxNamed).Select(Name).ToList();
        var last = keys.Count > MaxNamed ? $"{keys.Count - MaxNamed} more" : names[^1];
        var first = keys.Count > MaxNamed ? names : names[..^1];
        return first.Count == 0 ? last : $"{string.Join(", ", first)} and {last}";
    }

    private static string Name(string key) => key.Length > MaxNameLength ? $"{key.AsSpan(0, MaxNameLength)}…" : key;
}
