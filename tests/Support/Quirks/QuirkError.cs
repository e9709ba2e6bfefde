namespace Chat.Testing.Quirks;

/// <summary>The one error that a correct client ends with.</summary>
public sealed record QuirkError
{
    /// <summary>The wire name of the kind, such as <c>rateLimited</c>; null: the server's words do not decide it.</summary>
    public string? Kind { get; init; }

    /// <summary>Words of the server that the message must hold; empty for none.</summary>
    public required string MessageContains { get; init; }

    /// <summary>The HTTP status, from the answer or from the code in the stream; null when it is not looked at.</summary>
    public int? HttpStatus { get; init; }
}
