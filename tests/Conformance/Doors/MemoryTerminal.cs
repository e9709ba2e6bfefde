using System.Text;
using Chat.Daemon.ConsoleIO;

namespace Chat.Conformance.Tests.Doors;

/// <summary>Standard streams in memory; standard input is empty.</summary>
internal sealed class MemoryTerminal : ITerminal, IDisposable
{
    private readonly MemoryStream _output = new();

    public bool IsInputRedirected => true;

    public bool IsOutputRedirected => true;

    public bool IsErrorRedirected => true;

    public int Width => 80;

    public Stream Output => _output;

    public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

    public string OutputText => Encoding.UTF8.GetString(_output.ToArray());

    public string ErrorText => Error.ToString()!;

    public Stream OpenInput() => Stream.Null;

    public void Dispose()
    {
        _output.Dispose();
        Error.Dispose();
    }
}
