using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufPartsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Model_in_whole_parts_passes()
    {
        WriteParts();
        Assert.Equal("Small", GgufPreCheck.Check(PathOf(1)).Name);
    }

    [Fact]
    public void Totals_are_over_all_parts()
    {
        WriteParts();
        var header = GgufPreCheck.Check(PathOf(1));
        Assert.Equal(199 + 8 + 8, header.ParameterCount);
        Assert.Equal(148 + 32 + 32, header.TensorBytes);
        Assert.Equal(2, header.Tensors.Count);
    }

    [Fact]
    public void First_part_without_tensors_passes()
    {
        WriteParts(GgufFiles.Small(withTensors: false));
        var header = GgufPreCheck.Check(PathOf(1));
        Assert.Equal(16, header.ParameterCount);
        Assert.Equal(64, header.TensorBytes);
    }

    [Fact]
    public void Quantization_is_named_by_the_tensors_of_all_parts()
    {
        WriteParts(
            new GgufBuilder().Set("general.architecture", "llama").Set("tokenizer.ggml.model", "llama").Tensor("t", 8),
            new GgufBuilder().Tensor("blk.0", 8, [64], 68)
        );
        Assert.Equal("Q8_0", GgufPreCheck.Check(PathOf(1)).Quantization);
    }

    [Fact]
    public void Parts_without_any_tensors_are_refused()
    {
        WriteParts(GgufFiles.Small(withTensors: false), new GgufBuilder(), new GgufBuilder());
        AssertRefused(1, ChatErrorKind.ModelUnsupported, "holds no tensors");
    }

    [Fact]
    public void Count_of_one_is_a_model_in_one_file()
    {
        var path = _folder.Write("whole.gguf", GgufFiles.Small().Set("split.count", (ushort)1).Build());
        Assert.Equal("Small", GgufPreCheck.Check(path).Name);
    }

    [Fact]
    public void Missing_part_is_not_found()
    {
        WriteParts();
        File.Delete(PathOf(3));
        AssertRefused(1, ChatErrorKind.NotFound, "m-00003-of-00003.gguf");
    }

    [Fact]
    public void Damaged_part_is_refused()
    {
        WriteParts();
        File.WriteAllBytes(PathOf(2), File.ReadAllBytes(PathOf(2))[..60]);
        AssertRefused(1, ChatErrorKind.ModelInvalid, "m-00002-of-00003.gguf");
    }

    [Fact]
    public void Parts_in_each_others_place_are_refused()
    {
        WriteParts();
        File.Copy(PathOf(2), PathOf(3), overwrite: true);
        AssertRefused(1, ChatErrorKind.ModelInvalid, "split.no is 1, not 2");
    }

    [Fact]
    public void Part_number_of_another_type_is_refused()
    {
        WriteParts();
        _folder.Write("m-00002-of-00003.gguf", new GgufBuilder().Set("split.no", 1u).Tensor("t", 8).Build());
        AssertRefused(1, ChatErrorKind.ModelInvalid, "split.no is missing or not of the type UInt16");
    }

    [Fact]
    public void Count_of_another_type_is_refused()
    {
        _folder.Write("m-00001-of-00003.gguf", GgufFiles.Small().Set("split.count", 3u).Build());
        AssertRefused(1, ChatErrorKind.ModelInvalid, "split.count is missing or not");
    }

    [Fact]
    public void Later_part_is_refused_with_the_name_of_the_first()
    {
        WriteParts();
        _folder.Write("m-00002-of-00003.gguf", Part(GgufFiles.Small(), 1));
        var refusal = AssertRefused(2, ChatErrorKind.ModelInvalid, "is part 2 of 3");
        Assert.Contains("-00001-of-00003.gguf", refusal.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void First_part_under_another_name_is_refused()
    {
        var path = _folder.Write("renamed.gguf", Part(GgufFiles.Small(), 0));
        var refusal = Assert.Throws<ChatException>(() => GgufPreCheck.Check(path));
        Assert.Contains("under its own name", refusal.Message, StringComparison.Ordinal);
    }

    private void WriteParts(GgufBuilder? first = null, GgufBuilder? second = null, GgufBuilder? third = null)
    {
        _folder.Write("m-00001-of-00003.gguf", Part(first ?? GgufFiles.Small(), 0));
        _folder.Write("m-00002-of-00003.gguf", Part(second ?? new GgufBuilder().Tensor("blk.0", 8), 1));
        _folder.Write("m-00003-of-00003.gguf", Part(third ?? new GgufBuilder().Tensor("blk.1", 8), 2));
    }

    private static byte[] Part(GgufBuilder builder, ushort number) =>
        builder.Set("split.no", number).Set("split.count", (ushort)3).Build();

    private string PathOf(int part) => Path.Combine(_folder.Path, $"m-{part:D5}-of-00003.gguf");

    private ChatException AssertRefused(int part, ChatErrorKind kind, string piece)
    {
        var refusal = Assert.Throws<ChatException>(() => GgufPreCheck.Check(PathOf(part)));
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains(piece, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }
}
