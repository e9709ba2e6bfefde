using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufHeaderTests
{
    [Fact]
    public void Facts_are_read_from_their_keys()
    {
        var header = GgufFiles.Read(GgufFiles.Small().Build());
        Assert.Equal("llama", header.Architecture);
        Assert.Equal("Small", header.Name);
        Assert.Equal(256, header.ContextLength);
        Assert.Equal("{{ messages }}", header.ChatTemplate);
        Assert.Equal(3, header.VocabularySize);
        Assert.Equal(199, header.ParameterCount);
        Assert.Equal(148, header.TensorBytes);
        Assert.Equal(3, header.FileType);
        Assert.Equal("Q4_1", header.Quantization);
    }

    [Fact]
    public void Fact_of_another_type_is_missing()
    {
        var header = GgufFiles.Read(
            new GgufBuilder()
                .Set("general.architecture", 7u)
                .Set("general.name", true)
                .Set("general.file_type", "Q4_1")
                .Build()
        );
        Assert.Null(header.Architecture);
        Assert.Null(header.Name);
        Assert.Null(header.FileType);
    }

    [Theory]
    [InlineData(15u, "Q4_K_M")]
    [InlineData(999u, "Q8_0")]
    public void Quantization_is_named_by_the_file_type_else_by_the_largest_tensors(uint fileType, string name)
    {
        var header = GgufFiles.Read(
            new GgufBuilder()
                .Set("general.file_type", fileType)
                .Tensor("large", 8, [1024], 1088)
                .Tensor("small", 16)
                .Build()
        );
        Assert.Equal(name, header.Quantization);
    }
}
