namespace Chat.Engine.Models;

/// <summary>How a decode ended. Source: <c>llama_decode</c> of llama.h.</summary>
internal enum DecodeResult
{
    /// <summary>The logits are there.</summary>
    Done = 0,

    /// <summary>The cache has no room for the batch.</summary>
    NoRoom = 1,

    /// <summary>It was stopped part-way; the cache holds part of the batch.</summary>
    Aborted = 2,
}
