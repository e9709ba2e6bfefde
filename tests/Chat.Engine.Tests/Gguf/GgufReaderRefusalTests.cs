using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufReaderRefusalTests
{
    [Fact]
    public void File_that_shrinks_while_it_is_read_is_cut_short()
    {
        using var stream = new ShrinkingStream(GgufFiles.Small().Build(), 100);
        var refusal = Assert.Throws<ChatException>(() => GgufReader.Read(stream, "some.gguf"));
        Assert.Contains("ends after 100 bytes", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A file whose length was taken before its end was.</summary>
    private sealed class ShrinkingStream(byte[] file, int left) : MemoryStream(file)
    {
        public override int Read(Span<byte> buffer) =>
            base.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, left - Position))]);
    }
}
