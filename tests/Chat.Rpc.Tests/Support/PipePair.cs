using System.IO.Pipelines;

namespace Chat.Rpc.Tests.Support;

/// <summary>Two ends joined in memory: what one writes the other reads. A pipe takes 64 KiB that nobody reads, then its writer waits.</summary>
internal sealed class PipePair
{
    public PipePair()
    {
        var there = new Pipe();
        var back = new Pipe();
        Client = new End(back.Reader, there.Writer);
        Server = new End(there.Reader, back.Writer);
    }

    public IDuplexPipe Client { get; }

    public IDuplexPipe Server { get; }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
