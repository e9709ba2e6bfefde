using Chat.Daemon.EngineHost;
using Chat.Daemon.Settings;
using Chat.Testing;

namespace Chat.Daemon.Tests.Support;

/// <summary>Runs command lines in this process, on fakes.</summary>
internal sealed class Door : IDisposable
{
    public FakeTerminal Terminal { get; } = new();

    public FakeEngine Engine { get; } = new();

    public FakeRemote Remote { get; } = new();

    public ManualTime Time { get; } = new();

    /// <summary>The way to an engine host; null for none.</summary>
    public EngineHostLink? EngineHost { get; set; }

    public CancellationTokenSource Interrupt { get; } = new();

    public ChatSettings Settings { get; set; } = ChatSettings.Read(_ => null, "/home/test");

    public string Output => Terminal.OutputText;

    public string Error => Terminal.ErrorText;

    /// <summary>The process as commands see it.</summary>
    public CommandHost Host =>
        new()
        {
            Terminal = Terminal,
            Settings = Settings,
            Engine = Engine,
            Remote = Remote,
            EngineHost = EngineHost,
            Time = Time,
            Interrupt = Interrupt.Token,
        };

    public Task<int> RunAsync(params string[] arguments) => Chatd.RunAsync(arguments, Host);

    /// <summary>Interrupts the command as a person does with Ctrl+C.</summary>
    /// <param name="chunk">The place of the chunk before which it happens.</param>
    public void InterruptBefore(int chunk) =>
        Engine.Backend.Before = (index, _) =>
        {
            if (index == chunk)
            {
                Interrupt.Cancel();
            }

            return Task.CompletedTask;
        };

    /// <summary>Asserts that a failure was told in two lines and nothing else.</summary>
    /// <param name="what">A part of the first line.</param>
    public void AssertTwoLines(string what)
    {
        var lines = Error.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("error: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(what, lines[0], StringComparison.Ordinal);
        Assert.EndsWith(".", lines[0].TrimEnd('?'), StringComparison.Ordinal);
        Assert.StartsWith("  ", lines[1], StringComparison.Ordinal);
        Assert.NotEqual("", lines[1].Trim());
        Assert.Equal("", lines[2]);
    }

    public void Dispose() => Interrupt.Dispose();
}
