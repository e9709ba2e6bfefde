using Chat.Core.Errors;
using Chat.Engine;
using Chat.Engine.Bench;

namespace Chat.Daemon.LocalEngine;

/// <summary>Keeps measurements within what the model was trained for: a longer cache may take all memory, and its speed tells nothing.</summary>
internal static class BenchLimits
{
    /// <summary>Checks the lengths.</summary>
    /// <param name="options">What is to be measured.</param>
    /// <param name="model">The model; one that does not tell its context window is taken to have the default one.</param>
    /// <exception cref="ChatException">A length is beyond the window: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static void Check(BenchOptions options, ModelInspection model)
    {
        var window = model.ContextLength ?? EngineOptions.DefaultMaxContextLength;
        Check("--prompt-tokens", options.PromptTokens, window);
        Check("--generate-tokens", options.GenerateTokens, window);
    }

    private static void Check(string option, int tokens, long window)
    {
        if (tokens > window)
        {
            throw UsageError.Create(
                $"{option} is {tokens}, and the model was trained for {window} tokens.",
                $"Give a number from 1 to {window}."
            );
        }
    }
}
