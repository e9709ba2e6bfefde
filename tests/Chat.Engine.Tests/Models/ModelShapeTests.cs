using Chat.Engine.Gguf;
using Chat.Engine.Models;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

public sealed class ModelShapeTests
{
    private static readonly uint[] HeadsPerLayer = [0, 8, 4];
    private static readonly uint[] SharedHeadsPerLayer = [0, 2, 1];

    [Fact]
    public void The_bundled_models_sizes_are_read()
    {
        var shape = ModelShape.From(GgufPreCheck.Check(BundledModelFile.Path));

        Assert.Equal(30, shape.Layers);
        Assert.Equal(8192, shape.ContextLength);
        // 30 layers, 3 heads of 64 values, keys and values of two bytes.
        Assert.Equal(30 * 3 * 64 * 2 * 2, shape.CacheBytesPerToken);
    }

    [Fact]
    public void A_file_that_says_nothing_gives_sizes_that_harm_nobody()
    {
        var shape = ModelShape.From(
            new GgufHeader
            {
                Version = 3,
                Alignment = 32,
                Metadata = new Dictionary<string, GgufValue>(),
                Tensors = [],
                DataOffset = 0,
                NeededLength = 0,
                FileLength = 0,
            }
        );

        Assert.Equal(new ModelShape(1, null, 0), shape);
    }

    [Fact]
    public void Heads_wider_than_their_share_of_the_embedding_are_counted_in_full()
    {
        // The numbers of Qwen3-0.6B.
        var shape = Read(
            ("llama.block_count", 28u),
            ("llama.embedding_length", 1024u),
            ("llama.attention.head_count", 16u),
            ("llama.attention.head_count_kv", 8u),
            ("llama.attention.key_length", 128u),
            ("llama.attention.value_length", 128u)
        );

        Assert.Equal(28 * 8 * (128 + 128) * 2, shape.CacheBytesPerToken);
    }

    [Fact]
    public void Keys_and_values_of_different_widths_are_counted_apart()
    {
        var shape = Read(
            ("llama.block_count", 2u),
            ("llama.embedding_length", 64u),
            ("llama.attention.head_count", 4u),
            ("llama.attention.key_length", 576u),
            ("llama.attention.value_length", 512u)
        );

        Assert.Equal(2 * 4 * (576 + 512) * 2, shape.CacheBytesPerToken);
    }

    [Fact]
    public void A_number_for_each_layer_counts_as_the_largest()
    {
        var shape = Read(
            ("llama.block_count", 3u),
            ("llama.embedding_length", 64u),
            ("llama.attention.head_count", HeadsPerLayer),
            ("llama.attention.head_count_kv", SharedHeadsPerLayer)
        );

        // The embedding is divided by the fewest heads, 4.
        Assert.Equal(3 * 2 * (16 + 16) * 2, shape.CacheBytesPerToken);
    }

    [Fact]
    public void Heads_of_sliding_windows_count_where_they_are_wider()
    {
        var shape = Read(
            ("llama.attention.head_count", 1u),
            ("llama.attention.key_length", 8u),
            ("llama.attention.key_length_swa", 16u),
            ("llama.attention.value_length", 16u),
            ("llama.attention.value_length_swa", 8u)
        );

        Assert.Equal((16 + 16) * 2, shape.CacheBytesPerToken);
    }

    [Fact]
    public void Without_a_number_of_sharing_heads_each_has_its_own()
    {
        var shape = Read(("llama.embedding_length", 64u), ("llama.attention.head_count", 4u));

        Assert.Equal(64 * 2 * 2, shape.CacheBytesPerToken);
    }

    [Fact]
    public void Numbers_beyond_reason_stay_countable()
    {
        var shape = Read(
            ("llama.block_count", 512u),
            ("llama.context_length", uint.MaxValue),
            ("llama.attention.head_count", uint.MaxValue),
            ("llama.attention.key_length", ulong.MaxValue / 2),
            ("llama.attention.value_length", uint.MaxValue)
        );

        Assert.Equal(ModelShape.MaxCacheBytesPerToken, shape.CacheBytesPerToken);
        Assert.True(shape.CacheBytesPerToken <= long.MaxValue / int.MaxValue);
    }

    private static ModelShape Read(params (string Key, object? Value)[] entries) =>
        ModelShape.From(GgufModels.Header(entries));
}
