using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Tests.Support;

namespace Chat.Core.Tests.Completions;

public sealed class TokenLogprobTests
{
    [Fact]
    public void Bytes_are_written_even_when_null() =>
        Assert.Equal(
            """{"token":"a","logprob":-0.5,"bytes":null}""",
            Wire.Write(new TokenLogprob { Token = "a", Logprob = -0.5 })
        );

    [Fact]
    public void Bytes_are_numbers_and_not_base64() =>
        Assert.Equal(
            """{"token":"b","logprob":0,"bytes":[240,159],"top_logprobs":[{"token":"c","logprob":-9999,"bytes":[99]}]}""",
            Wire.Write(
                new TokenLogprob
                {
                    Token = "b",
                    Bytes = [240, 159],
                    TopLogprobs =
                    [
                        new TokenLogprob
                        {
                            Token = "c",
                            Logprob = -9999,
                            Bytes = [99],
                        },
                    ],
                }
            )
        );

    [Fact]
    public void What_servers_add_survives() =>
        Assert.Equal(
            15,
            Wire.Survives<TokenLogprob>("""{"id":15,"token":"x","logprob":-1.25,"bytes":[120],"top_logprobs":[]}""")
                .ExtensionData!["id"]
                .GetInt32()
        );

    [Fact]
    public void The_token_must_be_there()
    {
        Assert.Throws<JsonException>(() => Wire.Read<TokenLogprob>("""{"logprob":0,"bytes":null}"""));
        Assert.Throws<JsonException>(() => Wire.Read<TokenLogprob>("""{"token":null,"logprob":0,"bytes":null}"""));
    }
}
