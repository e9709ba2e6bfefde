using Chat.Http.Ollama;

namespace Chat.Http.Tests.Ollama;

public sealed class OllamaTimeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.678901234Z", 1767323045)]
    [InlineData("2026-01-02T03:04:05Z", 1767323045)]
    [InlineData("2026-01-02 03:04:05.678901", 1767323045)]
    [InlineData("2026-01-02 03:04:05", 1767323045)]
    [InlineData("2026-01-02T05:04:05.999999999+02:00", 1767323045)]
    [InlineData("0001-01-01T00:00:00Z", 0)]
    [InlineData("yesterday", 0)]
    [InlineData("", 0)]
    [InlineData(".", 0)]
    public void ATime_IsReadAsWholeSeconds(string text, long seconds)
    {
        Assert.Equal(seconds, OllamaTime.Parse(text));
    }
}
