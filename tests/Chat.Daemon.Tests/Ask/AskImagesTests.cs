using Chat.Core.Requests;
using Chat.Daemon.Ask;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskImagesTests : IDisposable
{
    private readonly HomeDoor _home = new();

    private ChatMessage Message => _home.Door.Engine.Backend.Request!.Messages[^1];

    [Theory]
    [InlineData("iVBORw0KGgoA", "image/png")]
    [InlineData("/9j/4AAQ", "image/jpeg")]
    [InlineData("R0lGODlh", "image/gif")]
    [InlineData("UklGRgAAAABXRUJQ", "image/webp")]
    public async Task A_file_is_sent_within_the_message_as_what_it_is(string base64, string type)
    {
        await File.WriteAllBytesAsync(_home.File("image"), Convert.FromBase64String(base64));

        Assert.Equal(0, await _home.RunAsync("ask", "What is this?", "--image", _home.File("image")));

        Assert.Equal(["text", "image_url"], Message.Content!.Parts!.Select(part => part.Type));
        Assert.Equal("What is this?", Message.Content.Parts![0].Text);
        Assert.Equal($"data:{type};base64,{base64}", Message.Content.Parts[1].ImageUrl!.Url);
    }

    [Fact]
    public async Task An_address_is_sent_as_it_is_and_several_keep_their_order()
    {
        Assert.Equal(0, await _home.RunAsync("ask", "hi", "--image", "https://a/1.png", "--image", "http://b/2.png"));

        Assert.Equal(
            ["https://a/1.png", "http://b/2.png"],
            Message.Content!.Parts!.Skip(1).Select(part => part.ImageUrl!.Url)
        );
    }

    [Fact]
    public async Task What_is_no_image_is_refused_before_anything_is_loaded()
    {
        Assert.Equal(2, await _home.RunAsync("ask", "hi", "--image", _home.Write("a.png", "RIFF text")));
        _home.Door.AssertTwoLines("is no image");
        Assert.Equal(0, _home.Door.Engine.Opened);
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_too_many_images_are_refused()
    {
        Assert.Equal(3, await _home.RunAsync("ask", "hi", "--image", "nowhere.png"));
        _home.Door.AssertTwoLines("--image: there is no file nowhere.png");
        string[] many =
        [
            .. Enumerable
                .Repeat((string[])["--image", "http://b/2.png"], AskImages.MaxImages + 1)
                .SelectMany(pair => pair),
        ];
        Assert.Equal(2, await _home.RunAsync(["ask", "hi", .. many]));
        Assert.Contains("There are 17 images", _home.Door.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();
}
