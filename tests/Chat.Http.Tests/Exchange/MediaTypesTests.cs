using System.Net.Http.Headers;
using Chat.Http.Exchange;

namespace Chat.Http.Tests.Exchange;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("application/json", true, false, false)]
    [InlineData("Application/JSON; charset=utf-8", true, false, false)]
    [InlineData("application/problem+json", true, false, false)]
    [InlineData("text/event-stream;charset=utf-8", false, true, false)]
    [InlineData("TEXT/HTML", false, false, true)]
    [InlineData("application/x-ndjson", false, false, false)]
    [InlineData(null, false, false, false)]
    public void A_type_is_known_by_its_name_alone(string? text, bool json, bool events, bool html)
    {
        var type = text is null ? null : MediaTypeHeaderValue.Parse(text);

        Assert.Equal(
            (json, events, html),
            (MediaTypes.IsJson(type), MediaTypes.IsEventStream(type), MediaTypes.IsHtml(type))
        );
    }
}
