using Chat.Core.Errors;

namespace Chat.Engine.Native;

/// <summary>
/// Proves, before any model is loaded, that the loaded llama.cpp lays out its parameter structs as this engine believes. The library's
/// version text is too coarse for that: fields have been inserted in the middle of these structs between builds of one version.
/// </summary>
internal static class LayoutProbe
{
    /// <summary>Finds the model layout whose defaults a block holds.</summary>
    /// <param name="defaults">What <c>llama_model_default_params</c> returned.</param>
    /// <exception cref="ChatException">No known layout fits: kind <see cref="ChatErrorKind.EngineCrashed"/>.</exception>
    public static ModelParameterLayout MatchModel(ParameterBlock defaults) =>
        Match(
            "llama_model_params",
            KnownLayouts.Models,
            layout => layout.Defaults,
            layout => layout.Releases,
            defaults
        );

    /// <summary>Finds the context layout whose defaults a block holds.</summary>
    /// <param name="defaults">What <c>llama_context_default_params</c> returned.</param>
    /// <exception cref="ChatException">No known layout fits: kind <see cref="ChatErrorKind.EngineCrashed"/>.</exception>
    public static ContextParameterLayout MatchContext(ParameterBlock defaults) =>
        Match(
            "llama_context_params",
            KnownLayouts.Contexts,
            layout => layout.Defaults,
            layout => layout.Releases,
            defaults
        );

    /// <summary>Checks that the thread pool's parameters read back as they are known to be initialised.</summary>
    /// <param name="parameters">What <c>ggml_threadpool_params_init</c> wrote.</param>
    /// <param name="threads">The thread count it was given.</param>
    /// <exception cref="ChatException">They do not: kind <see cref="ChatErrorKind.EngineCrashed"/>.</exception>
    public static void CheckThreadpool(in NativeThreadpoolParameters parameters, int threads)
    {
        const uint DefaultPoll = 50;
        if (parameters.ThreadCount != threads || parameters.Priority != 0 || parameters.Poll != DefaultPoll)
        {
            throw Unknown("ggml_threadpool_params", "b10361 to v0.5.0", "n_threads");
        }
    }

    private static TLayout Match<TLayout>(
        string structure,
        IReadOnlyList<TLayout> layouts,
        Func<TLayout, IReadOnlyList<ExpectedDefault>> defaultsOf,
        Func<TLayout, string> releasesOf,
        ParameterBlock block
    )
        where TLayout : class
    {
        foreach (var layout in layouts)
        {
            if (FirstMismatch(defaultsOf(layout), block) is null)
            {
                return layout;
            }
        }

        throw Unknown(
            structure,
            string.Join(", ", layouts.Select(releasesOf)),
            FirstMismatch(defaultsOf(layouts[0]), block)!
        );
    }

    private static string? FirstMismatch(IReadOnlyList<ExpectedDefault> defaults, ParameterBlock block)
    {
        foreach (var expected in defaults)
        {
            if (!block.Bytes.Slice(expected.Offset, expected.Value.Length).SequenceEqual(expected.Value.Span))
            {
                return expected.Field;
            }
        }

        return null;
    }

    private static ChatException Unknown(string structure, string releases, string field) =>
        new(
            ChatErrorKind.EngineCrashed,
            $"The llama.cpp library lays out {structure} in a way this build does not know (first difference: {field}).",
            $"Use the llama.cpp libraries this build was made for ({releases}), or update chatd."
        );
}
