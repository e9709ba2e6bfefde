namespace Chat.Testing.Quirks;

/// <summary>The file beside a body: how the server sends it and what a correct client makes of it.</summary>
public sealed record QuirkExpectation
{
    /// <summary>The quirk in a few words.</summary>
    public required string What { get; init; }

    /// <summary>Whose wire shape it is: <c>openai</c>, <c>azure</c>, <c>mistral</c> or <c>ollama</c> (its own endpoints).</summary>
    public required string Dialect { get; init; }

    /// <summary>The endpoint of a dialect that has two: <c>chat</c> or <c>generate</c>.</summary>
    public string Endpoint { get; init; } = "chat";

    /// <summary>True when the client asked for a stream.</summary>
    public required bool Streaming { get; init; }

    /// <summary>The status code.</summary>
    public required int Status { get; init; }

    /// <summary>The content type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What the server does beyond sending the body.</summary>
    public QuirkServer Server { get; init; } = new();

    /// <summary>What the run over the corpus cannot show and a test of its own must; null when there is nothing.</summary>
    public string? HandWritten { get; init; }

    /// <summary>The result, or the part of one beside <see cref="Error"/>; null when nothing had come or it is not looked at.</summary>
    public QuirkResult? Result { get; init; }

    /// <summary>The error; null when the client reads a result.</summary>
    public QuirkError? Error { get; init; }
}
