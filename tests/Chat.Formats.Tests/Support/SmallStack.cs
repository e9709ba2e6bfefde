namespace Chat.Formats.Tests.Support;

/// <summary>
/// Runs code that must not call itself for each level of its input. JsonDocument needs time that grows with the square of the depth, seconds for 60,000
/// levels, so the depth is a tenth of that and the stack less than a tenth of the usual 8 MiB: what would overflow there overflows here.
/// </summary>
internal static class SmallStack
{
    /// <summary>How many levels an input has: more than the stack holds at 88 bytes each.</summary>
    public const int Levels = 6000;

    private const int Bytes = 512 * 1024;

    /// <summary>Runs an action, and fails as it does.</summary>
    public static void Run(Action action, int bytes = Bytes)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(action), bytes);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }
}
