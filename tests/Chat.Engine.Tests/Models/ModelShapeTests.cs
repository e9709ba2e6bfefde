using Chat.Engine.Gguf;
using Chat.Engine.Models;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

public sealed class ModelShapeTests
{
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
}
