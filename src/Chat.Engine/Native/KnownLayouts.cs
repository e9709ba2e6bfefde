using static Chat.Engine.Native.ExpectedDefault;

namespace Chat.Engine.Native;

/// <summary>
/// The parameter layouts this engine can drive. Adding a release is adding data here: the probe takes whichever layout the loaded
/// library's own defaults fit.
/// </summary>
internal static class KnownLayouts
{
    /// <summary>The layouts of <c>llama_model_params</c>, newest first.</summary>
    public static IReadOnlyList<ModelParameterLayout> Models { get; } =
    [
        new()
        {
            Releases = "v0.4.0 to v0.5.0",
            GpuLayers = 16,
            ProgressCallback = 48,
            ProgressData = 56,
            VocabularyOnly = 72,
            Defaults =
            [
                Null("devices", 0),
                Null("tensor_buft_overrides", 8),
                Int("n_gpu_layers", 16, -1),
                Int("split_mode", 20, 1),
                Int("load_mode", 24, -1),
                Int("lazy_mode", 28, 1),
                Int("main_gpu", 32, 0),
                Null("tensor_split", 40),
                Null("progress_callback", 48),
                Null("progress_callback_user_data", 56),
                Null("kv_overrides", 64),
                .. ModelFlags(72),
            ],
        },
        new()
        {
            Releases = "b10361",
            GpuLayers = 16,
            ProgressCallback = 40,
            ProgressData = 48,
            VocabularyOnly = 64,
            Defaults =
            [
                Null("devices", 0),
                Null("tensor_buft_overrides", 8),
                Int("n_gpu_layers", 16, -1),
                Int("split_mode", 20, 1),
                Int("load_mode", 24, 1),
                Int("main_gpu", 28, 0),
                Null("tensor_split", 32),
                Null("progress_callback", 40),
                Null("progress_callback_user_data", 48),
                Null("kv_overrides", 56),
                .. ModelFlags(64),
            ],
        },
    ];

    /// <summary>The layouts of <c>llama_context_params</c>, newest first.</summary>
    public static IReadOnlyList<ContextParameterLayout> Contexts { get; } =
    [
        new()
        {
            Releases = "b10361 to v0.5.0",
            ContextLength = 0,
            BatchSize = 4,
            MicroBatchSize = 8,
            MaxSequences = 12,
            Threads = 28,
            BatchThreads = 32,
            AbortCallback = 112,
            AbortData = 120,
            UnifiedCache = 133,
            Defaults =
            [
                Int("n_ctx", 0, 512),
                Int("n_batch", 4, 2048),
                Int("n_ubatch", 8, 512),
                Int("n_seq_max", 12, 1),
                Int("n_rs_seq", 16, 0),
                Int("n_outputs_max", 20, 0),
                Int("n_outputs_max_per_seq", 24, 1),
                Int("n_threads", 28, 4),
                Int("n_threads_batch", 32, 4),
                Int("ctx_type", 36, 0),
                Int("rope_scaling_type", 40, -1),
                Int("pooling_type", 44, -1),
                Int("attention_type", 48, -1),
                Int("flash_attn_type", 52, -1),
                Float("rope_freq_base", 56, 0),
                Float("rope_freq_scale", 60, 0),
                Float("yarn_ext_factor", 64, -1),
                Float("yarn_attn_factor", 68, -1),
                Float("yarn_beta_fast", 72, -1),
                Float("yarn_beta_slow", 76, -1),
                Int("yarn_orig_ctx", 80, 0),
                Float("defrag_thold", 84, -1),
                Null("cb_eval", 88),
                Null("cb_eval_user_data", 96),
                Int("type_k", 104, 1),
                Int("type_v", 108, 1),
                Null("abort_callback", 112),
                Null("abort_callback_data", 120),
                Bool("embeddings", 128, false),
                Bool("offload_kqv", 129, true),
                Bool("no_perf", 130, true),
                Bool("op_offload", 131, true),
                Bool("swa_full", 132, true),
                Bool("kv_unified", 133, false),
                Null("samplers", 136),
                Null("n_samplers", 144),
                Null("ctx_other", 152),
            ],
        },
    ];

    // The booleans at the end of llama_model_params, in the order of llama.h.
    private static ExpectedDefault[] ModelFlags(int start) =>
        [
            Bool("vocab_only", start, false),
            Bool("check_tensors", start + 1, false),
            Bool("use_extra_bufts", start + 2, true),
            Bool("no_host", start + 3, false),
            Bool("no_alloc", start + 4, false),
            Bool("load_mtp", start + 5, false),
        ];
}
