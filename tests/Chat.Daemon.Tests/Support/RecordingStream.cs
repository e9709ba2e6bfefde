using System.Text;

namespace Chat.Daemon.Tests.Support;

/// <summary>Keeps what is written and what had been flushed at each flush.</summary>
internal sealed class RecordingStream : MemoryStream
{
    public List<string> Flushed { get; } = [];

    public override void Flush() => Flushed.Add(Encoding.UTF8.GetString(ToArray()));
}
