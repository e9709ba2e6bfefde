using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Core.Errors;
using Chat.Testing.FakeServers;
using Chat.Testing.Quirks;

namespace Chat.Conformance.Tests.Quirks;

/// <summary>The corpus is what it says: no number is missing, and a body is broken only where its quirk is to be broken.</summary>
public sealed class QuirkCorpusTests
{
    /// <summary>The quirks whose point is a piece that is no JSON.</summary>
    private static readonly string[] Broken =
    [
        "04-event-error-text",
        "07-cut-inside-an-event",
        "49-invalid-event",
        "49-invalid-line",
    ];

    private static readonly string[] Dialects = ["openai", "azure", "mistral", "ollama"];

    public static TheoryData<string> Names => [.. QuirkCorpus.All.Select(quirk => quirk.Name)];

    [Fact]
    public void Every_number_of_the_table_is_there()
    {
        Assert.Equal(Enumerable.Range(1, 50), QuirkCorpus.All.Select(quirk => quirk.Number).Distinct());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_body_holds_whole_json_unless_that_is_its_quirk(string name)
    {
        var quirk = QuirkCorpus.Get(name);

        var faults = Documents(quirk).Count(text => !IsJson(text));

        Assert.Equal(Broken.Contains(name) ? 1 : 0, faults);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_expectation_says_one_thing_in_words_that_exist(string name)
    {
        var expected = QuirkCorpus.Get(name).Expected;

        Assert.True(expected.Result is not null || expected.Error is not null);
        Assert.True(expected.Error?.Kind is null || ChatErrorKinds.TryParse(expected.Error.Kind, out _));
        string?[] outcomes = expected.Error is null
            ? [null, "completed", "length", "tool_calls", "filtered", "failed"]
            : [null, "incomplete", "failed"];
        Assert.Contains(expected.Result?.Outcome, outcomes);
        Assert.Contains(expected.Dialect, Dialects);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_expected_comes_from_the_body(string name)
    {
        var quirk = QuirkCorpus.Get(name);
        var texts = string.Concat(Documents(quirk).Where(IsJson).SelectMany(text => Strings(JsonNode.Parse(text))));

        foreach (var choice in quirk.Expected.Result?.Choices ?? [])
        {
            Assert.All(choice.ToolCalls, call => Assert.Contains(call.Name, texts, StringComparison.Ordinal));
            Assert.Contains(choice.FinishReason ?? "", texts, StringComparison.Ordinal);
            string[] words = [.. Words(choice.Content), .. Words(choice.Reasoning), .. Words(choice.Refusal)];
            Assert.All(words, word => Assert.Contains(word, texts, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(QuirkNewline.Lf, "\n\n")]
    [InlineData(QuirkNewline.CrLf, "\r\n\r\n")]
    [InlineData(QuirkNewline.Cr, "\r\r")]
    public async Task A_quirk_is_played_with_any_newline(QuirkNewline newline, string blankLine)
    {
        var quirk = QuirkCorpus.Get("06-multi-byte-text");
        await using var server = await FakeServer.StartAsync(quirk.ToReply(newline, Pieces.EachByte));
        using var client = server.CreateClient();

        var text = await client.GetStringAsync("/");

        Assert.EndsWith("data: [DONE]" + blankLine, text, StringComparison.Ordinal);
        Assert.Equal(
            Encoding.UTF8.GetString(quirk.Body.Span),
            text.Replace(blankLine, "\n\n", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_quirk_is_played_with_its_status_headers_and_encoding()
    {
        await using var server = await FakeServer.StartAsync(
            QuirkCorpus.Get("43-retry-after-ms").ToReply(),
            QuirkCorpus.Get("45-gzip").ToReply()
        );
        using var client = server.CreateClient();

        using var limited = await client.GetAsync("/");
        using var packed = await client.GetAsync("/");

        Assert.Equal(429, (int)limited.StatusCode);
        Assert.Equal("1500", limited.Headers.GetValues("retry-after-ms").Single());
        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        Assert.Equal(0x1f, (await packed.Content.ReadAsByteArrayAsync())[0]);
    }

    [Fact]
    public void The_huge_event_is_huge_only_when_padded()
    {
        var quirk = QuirkCorpus.Get("46-huge-event");

        Assert.InRange(quirk.Body.Length, 1, 10_000);
        Assert.InRange(quirk.PaddedBody().Length, 17 << 20, (17 << 20) + 10_000);
        Assert.All(QuirkCorpus.All, other => Assert.InRange(other.Body.Length, 0, 10_000));
    }

    /// <summary>The pieces of a body that should each be JSON, by a plain reading of the formats.</summary>
    private static IEnumerable<string> Documents(Quirk quirk)
    {
        var text = Encoding.UTF8.GetString(quirk.Body.Span).TrimStart('\ufeff');
        return quirk.Format switch
        {
            QuirkFormat.Json => [text],
            QuirkFormat.NdJson => text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)),
            QuirkFormat.Html => [],
            _ => text.Split("\n\n").Select(Data).Where(data => data.Length > 0 && data != "[DONE]"),
        };
    }

    private static string[] Words(string? text) =>
        text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Data(string block) =>
        string.Join(
                '\n',
                block
                    .Split('\n')
                    .Where(line => line.StartsWith("data:", StringComparison.Ordinal))
                    .Select(line => line[5..])
            )
            .Trim();

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Strings(JsonNode? node) =>
        node switch
        {
            JsonObject item => item.SelectMany(pair => Strings(pair.Value)),
            JsonArray list => list.SelectMany(Strings),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
            _ => [],
        };
}
