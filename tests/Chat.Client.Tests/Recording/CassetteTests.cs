using System.Text;
using System.Text.Json.Nodes;
using Chat.Client.Recording;
using Chat.Client.Tests.Support;
using Chat.Core.Errors;

namespace Chat.Client.Tests.Recording;

public sealed class CassetteTests
{
    private const string Full = """
        {
          "$schema": "urn:chat:cassette",
          "version": 1,
          "capabilities": {"target": "t", "unknownFields": "refused", "honoured": ["model"], "ignored": []},
          "exchanges": [
            {
              "$comment": "by hand",
              "call": "stream",
              "request": {"messages": []},
              "chunks": [{"at": 1, "chunk": {"choices": [], "x": 1}}],
              "end": "answered",
              "took": 2
            },
            {"call": "complete", "request": {}, "answer": {"choices": []}, "firstToken": 1},
            {
              "call": "complete",
              "request": {},
              "end": "failed",
              "failure": {
                "kind": "timeout.idle", "message": "m", "advice": "a", "retryable": true, "status": 504,
                "requestId": "r", "partial": {"choices": []}
              }
            },
            {"call": "models", "models": [{"id": "i", "name": "n", "contextLength": 1, "sizeBytes": 1, "loaded": true}]}
          ]
        }
        """;

    private static readonly string[] Values =
    [
        "null",
        "1",
        "-1",
        "1.5",
        "1e300",
        "\"\"",
        "\"a\"",
        "\"stream\"",
        "\"failed\"",
        "true",
        "[]",
        "{}",
        "[{}]",
    ];

    [Fact]
    public void A_file_that_is_cut_anywhere_is_told_with_its_name_and_line()
    {
        using var deck = new TapeDeck();
        Cassette.Load(deck.Write(Full));
        for (var length = 0; length < Full.Length; length++)
        {
            var failure = Assert.Throws<ChatException>(() => Cassette.Load(deck.Write(Full[..length])));
            Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
            Assert.StartsWith($"{deck.File}:", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", ":3:14: version is 2, and this program reads version 1.")]
    [InlineData("\"version\": 1", "\"version\": \"1\"", ":3:14: version must be a whole number from 0 to 2147483647.")]
    [InlineData(
        "\"call\": \"stream\"",
        "\"call\": \"read\"",
        ":8:15: exchanges[0].call must be one of complete, stream, models."
    )]
    [InlineData("\"took\"", "\"tok\"", "exchanges[0] has an unknown key 'tok'.")]
    [InlineData(
        "\"at\": 1",
        "\"at\": -1",
        ":10:25: exchanges[0].chunks[0].at must be a number of milliseconds from 0 to 86400000."
    )]
    [InlineData(
        "{\"choices\": [], \"x\": 1}",
        "{\"choices\": [1]}",
        ".chunk.choices[0] is not what the wire has here."
    )]
    [InlineData(
        "\"end\": \"answered\"",
        "\"end\": \"failed\"",
        "exchanges[0] must have a failure when its end is failed, and none else."
    )]
    [InlineData("\"took\": 2", "\"took\": 2, \"took\": 3", "exchanges[0].took is there twice.")]
    [InlineData(
        "\"timeout.idle\"",
        "\"timeout\"",
        "exchanges[2].failure.kind must be a kind of error, such as rateLimited."
    )]
    public void A_fault_is_told_in_its_place(string sound, string faulty, string message)
    {
        using var deck = new TapeDeck();
        var failure = Assert.Throws<ChatException>(() =>
            Cassette.Load(deck.Write(Full.Replace(sound, faulty, StringComparison.Ordinal)))
        );
        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
        Assert.StartsWith($"{deck.File}:", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_may_write_is_read()
    {
        using var deck = new TapeDeck();
        var cassette = Cassette.Load(
            deck.Write(
                "\uFEFF"
                    + """
                    {
                      // no times, no end
                      "version": 1,
                      "exchanges": [
                        {
                          "call": "stream",
                          "request": {"messages": [{"role": "user", "content": "Hello"}]},
                          "chunks": [
                            {"chunk": {"choices": [{"index": 0, "delta": {"content": "Hi"}, /* cut */ "finish_reason": "stop"}],}},
                          ],
                        },
                      ],
                    }
                    """
            )
        );
        var chunk = Assert.Single(Assert.Single(cassette.Exchanges).Chunks);
        Assert.Equal(
            (TimeSpan.Zero, true, "Hi"),
            (chunk.At, chunk.Chunk.IsLastChunk, chunk.Chunk.DeltaMessage()!.Content)
        );
    }

    [Fact]
    public void The_reader_and_the_schema_agree_on_every_change_of_a_value_or_key()
    {
        using var deck = new TapeDeck();
        var schema = RecordingBackendTests.CassetteSchema();
        var sound = 0;
        var texts = Changes(JsonNode.Parse(Full)!).ToArray();
        foreach (var text in texts)
        {
            var isRead = IsRead(text);
            Assert.True(schema.Accepts(text) == isRead, $"the reader says {isRead}: {text}");
            sound += isRead ? 1 : 0;
        }

        Assert.True(sound > 30 && texts.Length - sound > 300, $"{sound} of {texts.Length} are sound");
    }

    [Fact]
    public void A_place_without_a_cassette_is_told()
    {
        using var deck = new TapeDeck();
        Assert.Equal(ChatErrorKind.NotFound, Refused(deck.File).Kind);
        Assert.Equal(ChatErrorKind.NotFound, Refused(Path.Combine(deck.File, "tape.json")).Kind);
        Assert.Equal(ChatErrorKind.InvalidRequest, Refused(deck.Folder).Kind);
        File.WriteAllBytes(deck.File, [.. "{\"version\":1,\"exchanges\":[]}"u8, 0xFF]);
        Assert.Contains("not UTF-8", Refused(deck.File).Message, StringComparison.Ordinal);
        using (var file = File.Create(deck.File))
        {
            file.SetLength(Cassette.MaxBytes + 1L);
        }

        Assert.Contains("too large", Refused(deck.File).Message, StringComparison.Ordinal);

        static ChatException Refused(string path) => Assert.Throws<ChatException>(() => Cassette.Load(path));
    }

    private static bool IsRead(string text)
    {
        try
        {
            CassetteReader.Read("tape.json", Encoding.UTF8.GetBytes(text));
            return true;
        }
        catch (ChatException)
        {
            return false;
        }
    }

    // Payloads are left alone: their fields are the wire's, and not the schema's to tell.
    private static IEnumerable<string> Changes(JsonNode full)
    {
        foreach (var path in Places(full, "$").ToArray())
        {
            foreach (var value in Values)
            {
                yield return Changed(full, path, (owner, key) => owner[key] = JsonNode.Parse(value));
            }

            yield return Changed(full, path, (owner, key) => owner.Remove(key));
            yield return Changed(full, path, (owner, key) => owner[key + "2"] = 1);
        }
    }

    private static IEnumerable<string[]> Places(JsonNode node, params string[] path)
    {
        if (node is JsonObject json && path[^1] is not ("request" or "answer" or "chunk" or "partial"))
        {
            foreach (var (key, value) in json)
            {
                yield return [.. path, key];
                foreach (var place in value is null ? [] : Places(value, [.. path, key]))
                {
                    yield return place;
                }
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var place in list.SelectMany((item, index) => Places(item!, [.. path, $"{index}"])))
            {
                yield return place;
            }
        }
    }

    private static string Changed(JsonNode full, string[] path, Action<JsonObject, string> change)
    {
        var copy = full.DeepClone();
        var owner = copy;
        foreach (var key in path[1..^1])
        {
            owner = owner is JsonArray list ? list[int.Parse(key)]! : owner[key]!;
        }

        change(owner.AsObject(), path[^1]);
        return copy.ToJsonString();
    }
}
