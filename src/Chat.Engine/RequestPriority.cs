namespace Chat.Engine;

/// <summary>
/// How soon a request is computed. While one of a higher priority has something to compute, those of a lower one stand still at their
/// last token, and keep what they have computed as long as there is room for it.
/// </summary>
public enum RequestPriority
{
    /// <summary>A person waits for the answer.</summary>
    Interactive = 0,

    /// <summary>A completion shown inside an editor as the person types.</summary>
    Inline = 1,

    /// <summary>Work that nobody watches: titles, summaries.</summary>
    Background = 2,

    /// <summary>Prompts computed ahead of need.</summary>
    Prefill = 3,
}
