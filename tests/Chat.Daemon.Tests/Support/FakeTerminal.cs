using System.Text;
using Chat.Daemon.ConsoleIO;

namespace Chat.Daemon.Tests.Support;

/// <summary>Standard streams in memory. Standard input is typed by a person unless a test redirects it.</summary>
internal sealed class FakeTerminal : ITerminal
{
    public bool IsInputRedirected { get; private set; }

    public bool IsOutputRedirected { get; set; } = true;

    public bool IsErrorRedirected { get; set; } = true;

    public int Width { get; set; } = 80;

    public Stream Output { get; set; } = new RecordingStream();

    public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

    public string ErrorText => Error.ToString()!;

    public byte[] OutputBytes => ((RecordingStream)Output).ToArray();

    public string OutputText => Encoding.UTF8.GetString(OutputBytes);

    public Stream Input { get; private set; } = Stream.Null;

    public void Redirect(Stream input)
    {
        Input = input;
        IsInputRedirected = true;
    }

    public void Redirect(string input) => Redirect(new MemoryStream(Encoding.UTF8.GetBytes(input)));

    public Stream OpenInput() => Input;
}
