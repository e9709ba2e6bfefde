using Chat.Core.Errors;
using Chat.Engine.Native;

namespace Chat.Engine.Tests.Native;

public sealed class LayoutProbeTests
{
    [Fact]
    public void Each_model_layout_is_known_by_its_own_defaults()
    {
        foreach (var layout in KnownLayouts.Models)
        {
            Assert.Same(layout, LayoutProbe.MatchModel(BlockOf(layout.Defaults)));
        }
    }

    [Fact]
    public void Each_context_layout_is_known_by_its_own_defaults()
    {
        foreach (var layout in KnownLayouts.Contexts)
        {
            Assert.Same(layout, LayoutProbe.MatchContext(BlockOf(layout.Defaults)));
        }
    }

    [Fact]
    public void A_field_inserted_in_the_middle_is_refused_by_name()
    {
        var block = BlockOf(KnownLayouts.Contexts[0].Defaults);
        var shifted = default(ParameterBlock);
        block.Bytes[..24].CopyTo(shifted.Bytes);
        block.Bytes[24..^4].CopyTo(shifted.Bytes[28..]);

        var error = Assert.Throws<ChatException>(() => LayoutProbe.MatchContext(shifted));

        Assert.Equal(ChatErrorKind.EngineCrashed, error.Kind);
        Assert.Contains("llama_context_params", error.Message, StringComparison.Ordinal);
        Assert.Contains("n_outputs_max_per_seq", error.Message, StringComparison.Ordinal);
        Assert.Contains("v0.5.0", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_default_that_differs_is_noticed()
    {
        foreach (var expected in KnownLayouts.Models[0].Defaults)
        {
            var block = BlockOf(KnownLayouts.Models[0].Defaults);
            block.Bytes[expected.Offset] ^= 0x55;

            Assert.Throws<ChatException>(() => LayoutProbe.MatchModel(block));
        }
    }

    [Fact]
    public void A_block_of_nothing_is_refused() => Assert.Throws<ChatException>(() => LayoutProbe.MatchModel(default));

    [Fact]
    public void The_fields_that_are_written_are_among_those_that_are_proved()
    {
        foreach (var layout in KnownLayouts.Models)
        {
            var proved = layout.Defaults.ToDictionary(
                expected => expected.Field,
                expected => expected.Offset,
                StringComparer.Ordinal
            );
            Assert.Equal(proved["n_gpu_layers"], layout.GpuLayers);
            Assert.Equal(proved["progress_callback"], layout.ProgressCallback);
            Assert.Equal(proved["progress_callback_user_data"], layout.ProgressData);
            Assert.Equal(proved["vocab_only"], layout.VocabularyOnly);
        }

        foreach (var layout in KnownLayouts.Contexts)
        {
            var proved = layout.Defaults.ToDictionary(
                expected => expected.Field,
                expected => expected.Offset,
                StringComparer.Ordinal
            );
            Assert.Equal(proved["n_ctx"], layout.ContextLength);
            Assert.Equal(proved["n_batch"], layout.BatchSize);
            Assert.Equal(proved["n_ubatch"], layout.MicroBatchSize);
            Assert.Equal(proved["n_seq_max"], layout.MaxSequences);
            Assert.Equal(proved["n_threads"], layout.Threads);
            Assert.Equal(proved["n_threads_batch"], layout.BatchThreads);
            Assert.Equal(proved["abort_callback"], layout.AbortCallback);
            Assert.Equal(proved["abort_callback_data"], layout.AbortData);
            Assert.Equal(proved["kv_unified"], layout.UnifiedCache);
        }
    }

    [Fact]
    public void Thread_pool_parameters_that_read_back_wrong_are_refused()
    {
        var parameters = new NativeThreadpoolParameters { ThreadCount = 2, Poll = 50 };
        LayoutProbe.CheckThreadpool(parameters, 2);

        parameters.Poll = 0;

        Assert.Throws<ChatException>(() => LayoutProbe.CheckThreadpool(parameters, 2));
    }

    private static ParameterBlock BlockOf(IReadOnlyList<ExpectedDefault> defaults)
    {
        var block = default(ParameterBlock);
        foreach (var expected in defaults)
        {
            expected.Value.Span.CopyTo(block.Bytes[expected.Offset..]);
        }

        return block;
    }
}
