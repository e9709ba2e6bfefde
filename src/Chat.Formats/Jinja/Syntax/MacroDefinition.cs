namespace Chat.Formats.Jinja.Syntax;

/// <summary>A macro as it is written, or the body of a call block.</summary>
internal sealed class MacroDefinition
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The parameters' names; the first places of its frame are theirs, in order.</summary>
    public required string[] Parameters { get; init; }

    /// <summary>The parameters' defaults, in order; null for none.</summary>
    public required Expression?[] Defaults { get; init; }

    /// <summary>What it writes.</summary>
    public required Block Body { get; init; }

    /// <summary>How many variables its frame has.</summary>
    public required int FrameSize { get; init; }

    /// <summary>Where <c>caller</c> is kept; less than 0 when the body does not ask for it.</summary>
    public required int CallerSlot { get; init; }

    /// <summary>Where <c>varargs</c> is kept; less than 0 when the body does not ask for it.</summary>
    public required int PositionalSlot { get; init; }

    /// <summary>Where <c>kwargs</c> is kept; less than 0 when the body does not ask for it.</summary>
    public required int NamedSlot { get; init; }
}
