using Chat.Engine.Gguf;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufTensorTypesTests
{
    // The bits a number takes, as the ggml project publishes them for each type.
    [Theory]
    [InlineData("F32", 32)]
    [InlineData("F16", 16)]
    [InlineData("BF16", 16)]
    [InlineData("Q4_0", 4.5)]
    [InlineData("Q4_1", 5)]
    [InlineData("Q5_0", 5.5)]
    [InlineData("Q5_1", 6)]
    [InlineData("Q8_0", 8.5)]
    [InlineData("Q8_1", 9)]
    [InlineData("Q2_K", 2.625)]
    [InlineData("Q3_K", 3.4375)]
    [InlineData("Q4_K", 4.5)]
    [InlineData("Q5_K", 5.5)]
    [InlineData("Q6_K", 6.5625)]
    [InlineData("Q8_K", 9.125)]
    [InlineData("IQ1_S", 1.5625)]
    [InlineData("IQ1_M", 1.75)]
    [InlineData("IQ2_XXS", 2.0625)]
    [InlineData("IQ2_XS", 2.3125)]
    [InlineData("IQ2_S", 2.5625)]
    [InlineData("IQ3_XXS", 3.0625)]
    [InlineData("IQ3_S", 3.4375)]
    [InlineData("IQ4_XS", 4.25)]
    [InlineData("IQ4_NL", 4.5)]
    [InlineData("TQ1_0", 1.6875)]
    [InlineData("TQ2_0", 2.0625)]
    [InlineData("MXFP4", 4.25)]
    [InlineData("NVFP4", 4.5)]
    [InlineData("Q1_0", 1.125)]
    [InlineData("Q2_0", 2.25)]
    [InlineData("I8", 8)]
    [InlineData("I16", 16)]
    [InlineData("I32", 32)]
    [InlineData("I64", 64)]
    [InlineData("F64", 64)]
    public void Type_takes_its_bits(string name, double bits)
    {
        var type = Assert.Single(GgufTensorTypes.All, type => string.Equals(type.Name, name, StringComparison.Ordinal));
        Assert.Equal(bits, 8.0 * type.BlockBytes / type.BlockElements);
    }

    [Fact]
    public void Every_number_up_to_the_newest_is_a_type_or_was_one()
    {
        for (uint id = 0; id <= 42; id++)
        {
            Assert.True(GgufTensorTypes.Find(id) is null != GgufTensorTypes.FindRemoved(id) is null, $"type {id}");
        }

        Assert.Null(GgufTensorTypes.Find(43));
        Assert.Null(GgufTensorTypes.FindRemoved(43));
        Assert.Equal(35, GgufTensorTypes.All.Count);
    }
}
