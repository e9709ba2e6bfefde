namespace Chat.Rpc.EngineHost;

/// <summary>What comes next of a stream from an engine host.</summary>
internal enum HostStep
{
    /// <summary>A chunk.</summary>
    Chunk,

    /// <summary>The end.</summary>
    End,

    /// <summary>The request goes to the next host.</summary>
    Repeat,
}
