using Chat.Engine.Gguf;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufFaultsTests
{
    [Fact]
    public void Quoted_text_is_short_and_harmless()
    {
        Assert.Equal("\"a?[31m?b\"", GgufFaults.Quote("a\e[31m\nb"));
        Assert.Equal(83, GgufFaults.Quote(new string('x', 81)).Length);
        Assert.EndsWith("x…\"", GgufFaults.Quote(new string('x', 500)), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_shows_the_file_without_its_folder()
    {
        var path = Path.Combine("secret", "folder", "model.gguf");
        Assert.Equal(
            "The model file \"model.gguf\" is empty.",
            new GgufFaults(path).NotAModel("is empty", "Do.").Message
        );
    }
}
