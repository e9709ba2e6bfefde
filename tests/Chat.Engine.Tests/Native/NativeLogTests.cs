using System.Text;
using Chat.Engine.Native;
using Chat.Engine.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Tests.Native;

[Collection(EngineCollection.Name)]
public sealed unsafe class NativeLogTests : IDisposable
{
    private readonly ListLogger _logger = new();

    public NativeLogTests() => NativeLog.SendTo(_logger);

    public void Dispose() => NativeLog.SendTo(null);

    [Fact]
    public void Pieces_become_whole_lines_at_their_level()
    {
        Send(3, "half a ");
        Send(5, "line\nand ");
        Send(5, "more\n");

        Assert.Equal([(LogLevel.Warning, "half a line"), (LogLevel.Warning, "and more")], _logger.Lines);
    }

    [Fact]
    public void Dots_of_progress_and_empty_lines_are_left_out()
    {
        Send(2, "....\n\n");

        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public void Only_the_last_lines_are_kept()
    {
        for (var line = 0; line < NativeLog.KeptLines + 5; line++)
        {
            Send(2, $"line {line}\n");
        }

        Assert.Equal(NativeLog.KeptLines, NativeLog.LastLines.Count);
        Assert.Equal("line 5", NativeLog.LastLines[0]);
        Assert.Equal(NativeLog.LastLine, NativeLog.LastLineWith("LINE"));
    }

    [Fact]
    public void A_line_without_end_is_bounded()
    {
        Send(2, new string('x', 3 * NativeLog.MaxLineBytes));
        Send(2, "\n");

        Assert.Equal(NativeLog.MaxLineBytes, _logger.Lines.Single().Text.Length);
    }

    [Fact]
    public void A_logger_that_throws_harms_nobody_and_the_line_is_kept()
    {
        NativeLog.SendTo(new ThrowingLogger());

        Send(4, "error: something\n");

        Assert.Equal("error: something", NativeLog.LastLine);
        NativeLog.Forget();
        Assert.Null(NativeLog.LastLine);
    }

    [Theory]
    [InlineData("ggml_aligned_malloc: unable to allocate 5 MB", true)]
    [InlineData("llama_model_load: error loading model: unknown architecture", false)]
    public void Words_of_memory_are_known(string line, bool memory)
    {
        NativeLog.Forget();
        Send(4, line + "\n");

        Assert.Equal(memory, NativeLog.TellsOfMemory);
    }

    private static void Send(int level, string text)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + '\0'))
        {
            NativeLog.Callback(level, (nint)bytes, 0);
        }
    }

    private sealed class ThrowingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => throw new InvalidOperationException();
    }

    private sealed class ListLogger : ILogger
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add((logLevel, formatter(state, exception)));
    }
}
