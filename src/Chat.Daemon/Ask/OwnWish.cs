using Chat.Core.Backends;
using Chat.Core.Requests;

namespace Chat.Daemon.Ask;

/// <summary>
/// That usage is told is the wish of this program, not of the person: nobody is warned that a server may not heed it. Fields of which that is
/// not known share one warning, so it is told as it would be without this one.
/// </summary>
/// <param name="request">The request, with the wish or without.</param>
/// <param name="capabilities">What the backend does with each field; asked for only when a warning names the wish.</param>
internal sealed class OwnWish(ChatCompletionRequest request, Func<BackendCapabilities> capabilities)
{
    private const string Field = "stream_options";

    // Stands for the name of the server, which is not always the one in the capabilities.
    private const string Anyone = "\u0001";

    /// <summary>The warnings without the wish.</summary>
    /// <param name="warnings">The warnings of a chunk.</param>
    public IReadOnlyList<string> TakeOutOf(IReadOnlyList<string> warnings)
    {
        if (!warnings.Any(warning => warning.Contains(Field, StringComparison.Ordinal)))
        {
            return warnings;
        }

        // A replay tells the warnings of its recording, which had the wish even where this request has not.
        var known = capabilities();
        var wish = request with { StreamOptions = new StreamOptions { IncludeUsage = true } };
        var told = CapabilityReport.Examine(wish, known, Anyone);
        var wanted = CapabilityReport.Examine(request with { StreamOptions = null }, known, Anyone);
        var ours = told.Except(wanted, StringComparer.Ordinal).ToList();
        var instead = wanted.Except(told, StringComparer.Ordinal).ToList();
        return [.. warnings.SelectMany(warning => Instead(warning, ours, instead))];
    }

    private static IEnumerable<string> Instead(string warning, List<string> ours, List<string> instead)
    {
        foreach (var sentence in ours)
        {
            var place = sentence.IndexOf(Anyone, StringComparison.Ordinal);
            var (before, after) = (sentence[..place], sentence[(place + 1)..]);
            if (
                warning.Length >= before.Length + after.Length
                && warning.StartsWith(before, StringComparison.Ordinal)
                && warning.EndsWith(after, StringComparison.Ordinal)
            )
            {
                var server = warning[before.Length..^after.Length];
                return instead.Select(other => other.Replace(Anyone, server, StringComparison.Ordinal));
            }
        }

        return [warning];
    }
}
