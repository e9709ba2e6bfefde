using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufReaderTests
{
    [Fact]
    public void Bundled_model_is_read_with_the_facts_of_its_card()
    {
        using var stream = File.OpenRead(BundledModelFile.Path);
        var header = GgufReader.Read(stream, BundledModelFile.Path);

        Assert.Equal("llama", header.Architecture);
        Assert.Equal(8192, header.ContextLength);
        Assert.Equal(49_152, header.VocabularySize);
        Assert.Equal("Q4_1", header.Quantization);
        Assert.InRange(header.ParameterCount, 134_000_000, 135_000_000);
        Assert.Contains("<|im_start|>", header.ChatTemplate, StringComparison.Ordinal);
        Assert.Equal(stream.Length, header.FileLength);
        Assert.InRange(header.NeededLength, stream.Length - header.Alignment + 1, stream.Length);
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(3u)]
    public void Both_versions_are_read(uint version)
    {
        var builder = GgufFiles.Small();
        builder.Version = version;
        Assert.Equal(version, GgufFiles.Read(builder.Build()).Version);
    }

    [Fact]
    public void File_without_entries_and_tensors_is_sound()
    {
        var header = GgufFiles.Read(new GgufBuilder().Build());
        Assert.Empty(header.Metadata);
        Assert.Empty(header.Tensors);
        Assert.Equal(24, header.NeededLength);
        Assert.Null(header.Quantization);
        Assert.Null(header.ContextLength);
    }

    [Fact]
    public void Tensors_are_placed_by_offset_and_size()
    {
        var header = GgufFiles.Read(GgufFiles.Small().Build());
        Assert.Equal(
            "token_embd.weight output_norm.weight",
            string.Join(' ', header.Tensors.Select(tensor => tensor.Name))
        );
        Assert.Equal([0L, 128L], header.Tensors.Select(tensor => tensor.Offset));
        Assert.Equal([120L, 28L], header.Tensors.Select(tensor => tensor.Size));
        Assert.Equal([192L, 7L], header.Tensors.Select(tensor => tensor.ElementCount));
        Assert.Equal([64L, 3L], header.Tensors[0].Dimensions);
        Assert.Equal(header.DataOffset + 128 + 28, header.NeededLength);
        Assert.Equal(0, header.DataOffset % 32);
    }

    [Theory]
    [InlineData(1u, 12)]
    [InlineData(8u, 16)]
    [InlineData(4096u, 4096)]
    [InlineData(1u << 20, 1 << 20)]
    public void Named_alignment_places_the_data(uint alignment, long second)
    {
        var builder = new GgufBuilder { Alignment = alignment }
            .Set("general.alignment", alignment)
            .Tensor("a", 3)
            .Tensor("b", 5);
        var header = GgufFiles.Read(builder.Build());
        Assert.Equal(alignment, header.Alignment);
        Assert.Equal(0, header.DataOffset % alignment);
        Assert.Equal(second, header.Tensors[1].Offset);
    }

    [Fact]
    public void Padding_after_the_last_tensor_may_be_missing()
    {
        var file = GgufFiles.Small().Build();
        var needed = GgufFiles.Read(file).NeededLength;
        Assert.Equal(4, file.Length - needed);
        Assert.Equal(needed, GgufFiles.Read(file[..(int)needed]).FileLength);
    }

    [Fact]
    public void Bytes_after_the_data_do_no_harm()
    {
        var file = GgufFiles.Small().Build();
        Assert.Equal(2, GgufFiles.Read([.. file, .. new byte[99]]).Tensors.Count);
    }

    [Fact]
    public void Long_string_is_kept_as_its_length()
    {
        var header = GgufFiles.Read(
            new GgufBuilder()
                .Set("fits", new string('x', GgufLimits.KeptStringBytes))
                .Set("over", new string('x', GgufLimits.KeptStringBytes + 1))
                .Set("after", 7u)
                .Build()
        );
        Assert.Equal(GgufLimits.KeptStringBytes, header.Text("fits")!.Length);
        Assert.Null(header.Text("over"));
        Assert.Equal(GgufLimits.KeptStringBytes + 1, header.Metadata["over"].Count);
        Assert.Equal(7, header.Integer("after"));
    }

    [Fact]
    public void Long_array_is_kept_as_its_count()
    {
        var most = GgufLimits.KeptArrayElements;
        var header = GgufFiles.Read(
            new GgufBuilder()
                .Set("fits", Enumerable.Range(0, most).ToArray())
                .Set("over", Enumerable.Range(0, most + 1).ToArray())
                .Set("texts", Enumerable.Range(0, 50_000).Select(item => new string('y', item % 40)).ToArray())
                .Set("after", 7u)
                .Build()
        );
        Assert.Equal(
            Enumerable.Range(0, most).Select(item => (long?)item),
            header.Metadata["fits"].Items!.Select(item => item.Integer)
        );
        Assert.Null(header.Metadata["over"].Items);
        Assert.Equal(most + 1, header.Metadata["over"].Count);
        Assert.Equal(50_000, header.Metadata["texts"].Count);
        Assert.Equal(7, header.Integer("after"));
    }

    [Fact]
    public void Kept_values_together_stay_within_their_bound()
    {
        var builder = new GgufBuilder();
        for (var entry = 0; entry < 20; entry++)
        {
            builder.Set($"key{entry}", new string('x', GgufLimits.KeptStringBytes));
        }

        var kept = GgufFiles
            .Read(builder.Build())
            .Metadata.Values.Sum(value => sizeof(char) * (long)(value.Text?.Length ?? 0));
        Assert.InRange(kept, GgufLimits.KeptBytes / 2, GgufLimits.KeptBytes);
    }

    [Fact]
    public void Strings_longer_than_the_buffer_are_passed_over()
    {
        var texts = Enumerable.Range(0, 2000).Select(item => new string('z', item % 500 == 0 ? 300_000 : 5)).ToArray();
        var header = GgufFiles.Read(new GgufBuilder().Set("texts", texts).Set("after", 7u).Build());
        Assert.Equal(7, header.Integer("after"));
    }

    [Fact]
    public void Token_that_comes_twice_is_found_far_from_the_first()
    {
        var tokens = Enumerable.Range(0, 40_000).Select(token => $"token number {token}").ToArray();
        Assert.Equal(
            40_000,
            GgufFiles.Read(new GgufBuilder().Set(GgufHeader.TokensKey, tokens).Build()).VocabularySize
        );
        tokens[39_990] = tokens[1];
        var refusal = GgufFiles.Refusal(new GgufBuilder().Set(GgufHeader.TokensKey, tokens).Build());
        Assert.Contains("token 39990 before byte", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_without_sign_over_63_bits_is_kept_as_its_nearest()
    {
        var header = GgufFiles.Read(new GgufBuilder().Set("big", ulong.MaxValue).Build());
        Assert.Null(header.Integer("big"));
        Assert.Equal(ulong.MaxValue, header.Metadata["big"].Number);
    }

    [Fact]
    public void Stream_is_read_from_its_first_byte_and_left_open()
    {
        using var stream = new MemoryStream(GgufFiles.Small().Build()) { Position = 17 };
        Assert.Equal("Small", GgufReader.Read(stream, "some.gguf").Name);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Cancelled_reading_ends()
    {
        using var stream = new MemoryStream(GgufFiles.Small().Build());
        Assert.Throws<OperationCanceledException>(() =>
            GgufReader.Read(stream, "some.gguf", new CancellationToken(canceled: true))
        );
    }
}
