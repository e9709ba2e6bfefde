namespace Chat.Testing.Quirks;

/// <summary>A tool call that a correct client reads.</summary>
public sealed record QuirkToolCall
{
    /// <summary>The id; null: the server gave none that can be used, so any will do that is not empty and not another call's.</summary>
    public string? Id { get; init; }

    /// <summary>The name of the function.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments as text.</summary>
    public required string Arguments { get; init; }

    /// <summary>True: compare the arguments as JSON values, because the server sent an object and blanks are the client's choice.</summary>
    public bool ArgumentsAsJson { get; init; }
}
