using System.Globalization;
using FsCheck;

namespace Chat.Testing;

#pragma warning disable RS0030 // The environment is how a test run is told what to do.

/// <summary>
/// How the property tests run. The same cases every time, so that a change is judged by what it changed and not by its luck;
/// <c>CHAT_PROPERTY_SEED=random</c> looks at new cases and <c>CHAT_PROPERTY_TIMES=100</c> at that many times more of them.
/// </summary>
internal static class Properties
{
    private const ulong Seed = 20261121;

    // FsCheck asks for an odd second half.
    private const ulong Gamma = 4711;

    /// <summary>Throws at the first case that fails, and says how to run it again.</summary>
    /// <param name="cases">How many cases, before <c>CHAT_PROPERTY_TIMES</c>.</param>
    public static Config Of(int cases)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases * Times);
        return Environment.GetEnvironmentVariable("CHAT_PROPERTY_SEED") == "random"
            ? config
            : config.WithReplay(Seed, Gamma);
    }

    private static int Times =>
        int.TryParse(
            Environment.GetEnvironmentVariable("CHAT_PROPERTY_TIMES"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var times
        )
            ? Math.Clamp(times, 1, 10_000)
            : 1;
}
