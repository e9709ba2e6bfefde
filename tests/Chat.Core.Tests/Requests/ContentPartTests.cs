using System.Text.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Requests;

public sealed class ContentPartTests
{
    [Fact]
    public void A_text_part_holds_its_text() =>
        Assert.Equal("""{"type":"text","text":"a"}""", Wire.Write(ContentPart.FromText("a")));

    [Theory]
    [InlineData("""{"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}}""")]
    [InlineData("""{"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}""")]
    [InlineData("""{"type":"file","file":{"file_id":"f"}}""")]
    [InlineData("""{"type":"refusal","refusal":"no"}""")]
    [InlineData("""{"type":"text","text":"a","prompt_cache_breakpoint":{"mode":"explicit"}}""")]
    [InlineData("""{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}""")]
    public void Parts_of_every_kind_survive(string json) => Wire.Survives<ContentPart>(json);

    [Theory]
    [InlineData("""{"text":"a"}""")]
    [InlineData("""{"type":null,"text":"a"}""")]
    public void A_part_says_what_it_is(string json) => Assert.Throws<JsonException>(() => Wire.Read<ContentPart>(json));
}
