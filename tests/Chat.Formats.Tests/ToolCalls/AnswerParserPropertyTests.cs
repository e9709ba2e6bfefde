using System.Text.Json;
using Chat.Core.Tools;
using Chat.Formats.ToolCalls;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>What holds for every answer in every form.</summary>
public sealed class AnswerParserPropertyTests
{
    private static readonly string[] Words =
    [
        "a",
        "é世😀",
        " ",
        "\n",
        "\n\n",
        "\"",
        "\\",
        "<",
        "</",
        "[",
        "{",
        "}",
        "]",
        ",",
        ":",
        "=",
        "(",
        ")",
        "'",
        ">>>",
        "all\n",
        "one",
        "two",
        "{\"name\": \"one\"",
        "\"arguments\": {",
        "function",
    ];

    private static readonly ChatTool[] Tools =
    [
        Answers.Function(
            "one",
            """{"type":"object","properties":{"text":{"type":"string"},"count":{"type":"integer"}}}"""
        ),
        Answers.Function("two", """{"type":"object","properties":{"text":{"type":"string"}}}"""),
    ];

    public static TheoryData<string> Formats => [.. TestFormats.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Calls_are_read_as_they_were_written_however_the_text_is_cut(string name)
    {
        var format = TestFormats.All[name];
        Check.One(
            Properties.Of(60),
            Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var random = new Random(seed);
                    var calls = Enumerable
                        .Range(0, format.Separator is null ? 1 : random.Next(1, 4))
                        .Select(_ => RandomCall(random))
                        .ToArray();
                    var text = CallWriter.Write(format, calls);

                    var read = Answers.Read(Answers.Parser(format, Tools), Cut(text, random)).Calls;

                    Assert.Equal(calls.Length, read.Count);
                    Assert.All(read.Zip(calls), pair => AssertSame(pair.First, pair.Second, text));
                }
            )
        );
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_text_is_read_the_same_however_it_is_cut(string name)
    {
        var format = TestFormats.All[name];
        var words = Words.Concat(MarkerTexts.Of(format)).ToArray();
        Check.One(
            Properties.Of(150),
            Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var random = new Random(seed);
                    var text = string.Concat(
                        Enumerable.Range(0, random.Next(30)).Select(_ => words[random.Next(words.Length)])
                    );

                    var whole = Answers.Read(Answers.Parser(format, Tools), text);
                    var pieces = Answers.Read(Answers.Parser(format, Tools), Cut(text, random));

                    Assert.Equal((whole.Content, whole.Reasoning), (pieces.Content, pieces.Reasoning));
                    Assert.Equal(whole.Calls, pieces.Calls);
                }
            )
        );
    }

    [Fact]
    public void What_is_no_call_is_not_lost()
    {
        var words = Words.Concat(MarkerTexts.Of(CallFormat.Generic)).ToArray();
        Check.One(
            Properties.Of(500),
            Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var random = new Random(seed);
                    var text = string.Concat(
                        Enumerable.Range(0, random.Next(30)).Select(_ => words[random.Next(words.Length)])
                    );

                    var answer = Answers.Read(Answers.Parser(CallFormat.Generic, Tools), Cut(text, random));

                    Assert.True(answer.Calls.Count > 0 || answer.Content == text, $"{text}\n{answer.Content}");
                }
            )
        );
    }

    private static (string Name, IReadOnlyList<(string Key, object Value)> Arguments) RandomCall(Random random)
    {
        var arguments = new List<(string, object)>();
        if (random.Next(4) > 0)
        {
            arguments.Add(("text", RandomText(random)));
        }

        var isOne = random.Next(2) == 0;
        if (isOne && random.Next(2) == 0)
        {
            arguments.Add(("count", random.Next(-1000, 1000)));
        }

        return (isOne ? "one" : "two", arguments);
    }

    private static string RandomText(Random random)
    {
        string[] words = ["a", "é世😀", " b", "\n", "\"", "\\", "{", "}", "]", ",", "'", "<b>", "</", "x: y", "1"];
        return "t" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => words[random.Next(words.Length)]));
    }

    private static IEnumerable<string> Cut(string text, Random random)
    {
        var most = random.Next(1, 9);
        for (var at = 0; at < text.Length; )
        {
            var length = Math.Min(text.Length - at, random.Next(1, most + 1));
            length += at + length < text.Length && char.IsLowSurrogate(text[at + length]) ? 1 : 0;
            yield return text.Substring(at, length);
            at += length;
        }
    }

    private static void AssertSame(
        ReadCall read,
        (string Name, IReadOnlyList<(string Key, object Value)> Arguments) call,
        string text
    )
    {
        Assert.Equal(call.Name, read.Name);
        Assert.True(
            JsonElement.DeepEquals(Answers.Json(CallWriter.Json(call.Arguments)), Answers.Json(read.Text)),
            $"{read.Text}\nin\n{text}"
        );
    }
}
