using Chat.Rpc.Framing;

namespace Chat.Rpc.Dispatch;

/// <summary>What makes frames when its turn to be sent has come: a stream, or a line of progress.</summary>
internal interface IFrameSource
{
    /// <summary>Writes the next frame, if there still is one. Called by one thread at a time.</summary>
    /// <param name="writer">Where it goes.</param>
    void WriteNext(FrameWriter writer);
}
