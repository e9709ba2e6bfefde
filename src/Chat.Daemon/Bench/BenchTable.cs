using System.Globalization;
using Chat.Daemon.ConsoleIO;
using Chat.Engine.Bench;

namespace Chat.Daemon.Bench;

/// <summary>Measurements as a table for a person.</summary>
internal static class BenchTable
{
    /// <summary>The table of <c>bench</c>: a test a row, with its median and the spread of its values.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="terminal">Where it is shown.</param>
    public static string Describe(IReadOnlyList<BenchMeasurement> results, ITerminal terminal) =>
        TableText.Render(
            terminal,
            ["Test", "Threads", "Poll", "Median", "Lowest", "Highest", "Unit"],
            results.Select(result =>
                new[]
                {
                    result.Test,
                    result.Threads.ToString(CultureInfo.InvariantCulture),
                    result.Poll.ToString(CultureInfo.InvariantCulture),
                    Value(result.Median),
                    Value(result.Min),
                    Value(result.Max),
                    result.Unit,
                }
            )
        );

    private static string Value(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
