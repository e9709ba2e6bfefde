using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Engine.Native;

namespace Chat.Engine.Bench;

/// <summary>What to measure.</summary>
public sealed record BenchOptions
{
    /// <summary>The model reference; null for the default model.</summary>
    public string? Model { get; init; }

    /// <summary>The length of the prompt test in tokens, 1 up to the context window. Default: 256.</summary>
    public int PromptTokens { get; init; } = 256;

    /// <summary>The length of the generation test in tokens, 1 up to the context window. Default: 64.</summary>
    public int GenerateTokens { get; init; } = 64;

    /// <summary>How often each test is run after a warm-up, 1 or more. Default: 5.</summary>
    public int Repetitions { get; init; } = 5;

    /// <summary>The thread counts to compare. Default: the one that the engine would use.</summary>
    public IReadOnlyList<int> Threads { get; init; } = [];

    /// <summary>The polling levels to compare, each 0 to 100. Default: the one that the engine would use.</summary>
    public IReadOnlyList<int> Polls { get; init; } = [];

    /// <summary>The numbers of answers made side by side, each 1 to 128. Default: 1, 4 and 16.</summary>
    public IReadOnlyList<int> Streams { get; init; } = [1, 4, 16];

    /// <summary>Checks the ranges that the members state.</summary>
    /// <exception cref="ChatException">A value is out of its range: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    internal void Check()
    {
        OptionRanges.Check("prompt tokens", PromptTokens, 1, int.MaxValue);
        OptionRanges.Check("generate tokens", GenerateTokens, 1, int.MaxValue);
        OptionRanges.Check("repetitions", Repetitions, 1, int.MaxValue);
        Check("threads", Threads, 1, NativeThreadpoolParameters.MaxThreads);
        Check("poll", Polls, 0, 100);
        Check("streams", Streams, 1, ChatCompletionRequestChecks.MaxChoices);
    }

    private static void Check(string name, IReadOnlyList<int> values, int low, int high)
    {
        foreach (var value in values)
        {
            OptionRanges.Check(name, value, low, high);
        }
    }
}
