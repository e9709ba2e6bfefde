namespace Chat.Engine.Native;

/// <summary>Where the fields of <c>llama_model_params</c> lie in one or more releases of llama.cpp. Offsets are bytes.</summary>
internal sealed record ModelParameterLayout
{
    /// <summary>The releases that use it, for messages.</summary>
    public required string Releases { get; init; }

    /// <summary><c>n_gpu_layers</c>, a 32-bit integer.</summary>
    public required int GpuLayers { get; init; }

    /// <summary><c>progress_callback</c>, a pointer.</summary>
    public required int ProgressCallback { get; init; }

    /// <summary><c>progress_callback_user_data</c>, a pointer.</summary>
    public required int ProgressData { get; init; }

    /// <summary><c>vocab_only</c>, one byte.</summary>
    public required int VocabularyOnly { get; init; }

    /// <summary>What the default-parameter function writes.</summary>
    public required IReadOnlyList<ExpectedDefault> Defaults { get; init; }
}
