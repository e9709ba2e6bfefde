using Chat.Client.Profiles;

namespace Chat.Client.Tests.Profiles;

public sealed class OllamaHostTests
{
    [Theory]
    [InlineData("box", "http://box:11434/")]
    [InlineData("box:1234", "http://box:1234/")]
    [InlineData(":1234", "http://127.0.0.1:1234/")]
    [InlineData("", "http://127.0.0.1:11434/")]
    [InlineData("127.0.0.1", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:80", "http://127.0.0.1/")]
    [InlineData("http://0.0.0.0:11434", "http://127.0.0.1:11434/")]
    [InlineData("::", "http://[::1]:11434/")]
    [InlineData("[::]:1234", "http://[::1]:1234/")]
    [InlineData("::1", "http://[::1]:11434/")]
    [InlineData("[::1]", "http://[::1]:11434/")]
    [InlineData("fd00::2", "http://[fd00::2]:11434/")]
    [InlineData("http://box", "http://box/")]
    [InlineData("HTTP://box:8080", "http://box:8080/")]
    [InlineData("https://box.example", "https://box.example/")]
    [InlineData("https://box.example:8443/ollama", "https://box.example:8443/ollama/")]
    [InlineData("box/ollama/", "http://box:11434/ollama/")]
    [InlineData("\"box:1234\"", "http://box:1234/")]
    [InlineData(" box ", "http://box:11434/")]
    public void The_forms_of_ollama_are_read(string text, string expected)
    {
        Assert.True(OllamaHost.TryRead(text, out var url));
        Assert.Equal(expected, url.AbsoluteUri);
    }

    [Theory]
    [InlineData("ftp://box")]
    [InlineData("box:port")]
    [InlineData("box:0")]
    [InlineData("box:65536")]
    [InlineData("box:-1")]
    [InlineData("a b")]
    [InlineData("me:pass@box:1234")]
    [InlineData("http://box?x=1")]
    [InlineData("[::1")]
    [InlineData("://")]
    public void What_is_no_address_is_refused(string text) => Assert.False(OllamaHost.TryRead(text, out _));
}
