using System.Runtime.InteropServices;
using Chat.Engine.Prefixes;

namespace Chat.Engine.Scheduling;

/// <summary>One answer of a request while it is scheduled: its tokens, and how many of them are in the cache.</summary>
/// <param name="job">The request.</param>
/// <param name="choice">The answer.</param>
/// <param name="prompt">The tokens of the prompt.</param>
internal sealed class AnswerSequence(GenerationJob job, ChoiceGeneration choice, int[] prompt)
{
    private readonly List<int> _tokens = [.. prompt];

    /// <summary>The request.</summary>
    public GenerationJob Job { get; } = job;

    /// <summary>The answer.</summary>
    public ChoiceGeneration Choice { get; } = choice;

    /// <summary>Its place in the cache; null while it has none.</summary>
    public CachedSequence? Cached { get; set; }

    /// <summary>True when the answer has ended.</summary>
    public bool HasEnded => Choice.Ended is not null;

    /// <summary>The tokens of prompt and answer, good until it changes.</summary>
    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>How many tokens are in the cache.</summary>
    public int Computed => Cached?.Length ?? 0;

    /// <summary>How many tokens must be computed before the next one can be chosen; at least 1 until the answer has ended.</summary>
    public int Pending => _tokens.Count - Computed;

    /// <summary>Adds the token that was chosen last.</summary>
    public void Accept() => _tokens.Add(Choice.LastToken);
}
