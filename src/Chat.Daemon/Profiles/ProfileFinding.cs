using System.Globalization;
using System.Text.Json.Serialization;
using Chat.Core.Errors;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Profiles;

/// <summary>What one check of a profile found.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Check">What was checked: <c>profile</c>, <c>key</c>, <c>models</c>, <c>model</c> or <c>completion</c>.</param>
/// <param name="State">How it ended: <see cref="Ok"/>, <see cref="Problem"/> or <see cref="Skipped"/>.</param>
/// <param name="Detail">One sentence or less: what is so.</param>
/// <param name="Advice">One sentence: what to do; null unless there is a problem.</param>
/// <param name="Kind">The kind of the failure; null unless there is a problem.</param>
/// <param name="Milliseconds">How long it took; null where nothing was waited for.</param>
internal sealed record ProfileFinding(
    [property: JsonPropertyName("profile")] string Profile,
    [property: JsonPropertyName("check")] string Check,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("advice")] string? Advice = null,
    [property: JsonPropertyName("kind")] string? Kind = null,
    [property: JsonPropertyName("milliseconds")] double? Milliseconds = null
)
{
    /// <summary>All is well.</summary>
    public const string Ok = "ok";

    /// <summary>Something is wrong.</summary>
    public const string Problem = "problem";

    /// <summary>There was nothing to check.</summary>
    public const string Skipped = "skipped";

    /// <summary>The exit code of the failure; <see cref="ExitCodes.Success"/> when there was none.</summary>
    [JsonIgnore]
    public int ExitCode { get; init; }

    /// <summary>How many models were listed; null unless this check did.</summary>
    [JsonIgnore]
    public int? ModelCount { get; init; }

    /// <summary>The line that <c>profiles test</c> prints.</summary>
    [JsonIgnore]
    public string Line
    {
        get
        {
            var time = Milliseconds is { } taken
                ? string.Create(CultureInfo.InvariantCulture, $" ({taken:F0} ms)")
                : "";
            var advice = Advice is null ? "" : $" {Advice}";
            return SafeText.Line($"{State, -8} {Profile}: {Check}: {Detail}{advice}{time}");
        }
    }

    /// <summary>A check that failed.</summary>
    /// <param name="profile">The profile's name.</param>
    /// <param name="check">What was checked.</param>
    /// <param name="failure">Why.</param>
    /// <param name="milliseconds">How long it took; null where nothing was waited for.</param>
    public static ProfileFinding Failed(
        string profile,
        string check,
        ChatException failure,
        double? milliseconds = null
    ) =>
        new(profile, check, Problem, failure.Message, failure.Advice, failure.Kind.ToWireName(), milliseconds)
        {
            ExitCode = ExitCodes.Of(failure),
        };
}
