using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Requests;

public sealed class StreamOptionsTests
{
    [Fact]
    public void What_is_not_set_is_not_written()
    {
        Assert.Equal("{}", Wire.Write(new StreamOptions()));
        Assert.Equal("""{"include_usage":false}""", Wire.Write(new StreamOptions { IncludeUsage = false }));
    }

    [Fact]
    public void Unknown_fields_survive() =>
        Wire.Survives<StreamOptions>("""{"include_usage":true,"include_obfuscation":false}""");
}
