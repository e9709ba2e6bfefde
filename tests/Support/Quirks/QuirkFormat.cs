namespace Chat.Testing.Quirks;

/// <summary>What the body of a quirk is.</summary>
public enum QuirkFormat
{
    /// <summary>An event stream.</summary>
    Sse,

    /// <summary>Lines of JSON.</summary>
    NdJson,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>A page.</summary>
    Html,
}
