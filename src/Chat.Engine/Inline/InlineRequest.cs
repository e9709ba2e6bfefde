using Chat.Core.Errors;

namespace Chat.Engine.Inline;

/// <summary>
/// Asks for text to propose at the cursor of an editor. <see cref="Prefix"/>, <see cref="LinePrefix"/> and <see cref="Suffix"/> put one
/// behind the other are the document, or a stretch of it. The less their beginning moves from one request to the next, the more of the
/// prompt is reused: send the document from its start, or from a line that moves in large steps.
/// </summary>
public sealed record InlineRequest
{
    /// <summary>The most that <see cref="MaxTokens"/> may be.</summary>
    public const int MostTokens = 1024;

    /// <summary>What <see cref="MaxTokens"/> is when nothing is said.</summary>
    public const int UsualTokens = 128;

    /// <summary>The document's address or path; a name only, it is not opened. Its last parts may stand in the prompt.</summary>
    public required string Document { get; init; }

    /// <summary>The text before the cursor's line.</summary>
    public required string Prefix { get; init; }

    /// <summary>The cursor's line up to the cursor.</summary>
    public required string LinePrefix { get; init; }

    /// <summary>The text after the cursor.</summary>
    public required string Suffix { get; init; }

    /// <summary>Text of other places that helps, the most helpful first; of what is too much the last is left out. Default: none.</summary>
    public IReadOnlyList<InlineFile> Context { get; init; } = [];

    /// <summary>The model reference; null for the default model.</summary>
    public string? Model { get; init; }

    /// <summary>The most tokens to generate, 1 to <see cref="MostTokens"/>. Default: <see cref="UsualTokens"/>.</summary>
    public int MaxTokens { get; init; } = UsualTokens;

    /// <summary>The spread of the choice, 0 to 2. Default: 0, always the likeliest token.</summary>
    public double Temperature { get; init; }

    /// <summary>What set it off. Default: automatic.</summary>
    public InlineTrigger Trigger { get; init; }

    /// <summary>
    /// True to load a model that is not in memory; false to answer <see cref="InlineReasons.ModelNotLoaded"/> then. Default: true.
    /// </summary>
    public bool LoadsModel { get; init; } = true;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ChatException">A value is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    internal void Check()
    {
        if (MaxTokens is < 1 or > MostTokens)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The most tokens of an inline completion are {MaxTokens}.",
                $"Give a number from 1 to {MostTokens}."
            );
        }

        if (Temperature is not (>= 0 and <= 2))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The temperature of an inline completion is {Temperature}.",
                "Give a number from 0 to 2."
            );
        }
    }
}
