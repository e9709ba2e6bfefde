using System.IO.Pipelines;

namespace Chat.Daemon.Rpc;

/// <summary>The pipes of a connection over standard input and output.</summary>
/// <param name="Input">The client's bytes.</param>
/// <param name="Output">The bytes to the client.</param>
internal sealed record StandardPipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
