using Chat.Core.Errors;
using Chat.Core.Tools;
using Chat.Formats.Tests.Support;
using Chat.Formats.ToolCalls;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Which names of properties each form of calls takes: those that its reader reads back.</summary>
public sealed class ArgumentKeysTests
{
    private static readonly string Long = new('k', ArgumentKeys.MaxLength + 1);

    public static TheoryData<string, string> Unreadable =>
        new()
        {
            { "python", "start date" },
            { "python", "a=b" },
            { "python", "a)" },
            { "python", "a,b" },
            { "python", "" },
            { "python", Long },
            { "bare keys", "dc:title" },
            { "bare keys", "a,b" },
            { "bare keys", "a}" },
            { "bare keys", "a\nb" },
            { "bare keys", "a<|\"|>" },
            { "bare keys", "" },
            { "tags with lines", "a>b" },
            { "tags with lines", " a" },
            { "tags with lines", Long },
            { "keys and values", "a</arg_key>" },
            { "keys as tags", "start date" },
            { "typed tags", "a\"b" },
        };

    public static TheoryData<string, string> Readable =>
        new()
        {
            { "python", "start-date" },
            { "python", "größe" },
            { "python", Long[1..] },
            { "bare keys", "start-date" },
            { "bare keys", "$ref" },
            { "bare keys", "a{[b" },
            { "tags with lines", "start date" },
            { "tags with lines", "dc:title" },
            { "keys and values", "a>b" },
            { "json in tags", "a>b: c" },
        };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_required_name_that_cannot_be_read_back_is_refused(string form, string key)
    {
        var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(Asked(form, key, isRequired: true)));

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("tool \"call\"", error.Message, StringComparison.Ordinal);
        Assert.Contains($"The property \"{key[..Math.Min(key.Length, 200)]}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void An_optional_name_that_cannot_be_read_back_is_left_out_with_a_warning(string form, string key)
    {
        var format = AnswerFormat.Create(Asked(form, key, isRequired: false));

        var warning = Assert.Single(format.Warnings);
        Assert.Contains(
            $"leaves out the property \"{key[..Math.Min(key.Length, 200)]}",
            warning,
            StringComparison.Ordinal
        );
        foreach (var text in Drawn(format))
        {
            var call = Assert.Single(Answers.Read(format.NewParser(), text).Calls);
            Assert.All(Answers.Json(call.Text).EnumerateObject(), member => Assert.Equal("other", member.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void Any_other_name_is_read_back(string form, string key)
    {
        var format = AnswerFormat.Create(Asked(form, key, isRequired: true));

        Assert.Empty(format.Warnings);
        foreach (var text in Drawn(format))
        {
            var call = Assert.Single(Answers.Read(format.NewParser(), text.Select(letter => letter.ToString())).Calls);
            Assert.Equal(2, Answers.Json(call.Text).GetProperty(key).GetInt32());
        }
    }

    [Fact]
    public void The_names_inside_a_value_with_bare_keys_are_checked_too()
    {
        const string Inner = """{"type":"object","properties":{"dc:title":{"const":1},"b":{"const":2}}""";
        AnswerRequest With(string part) =>
            Asked("bare keys", "a", isRequired: true) with
            {
                Tools =
                [
                    Answers.Function(
                        "call",
                        "{\"type\":\"object\",\"properties\":{\"a\":" + part + "},\"required\":[\"a\"]}"
                    ),
                ],
            };

        var warning = Assert.Single(AnswerFormat.Create(With(Inner + "}")).Warnings);
        Assert.Contains("\"dc:title\"", warning, StringComparison.Ordinal);
        foreach (var part in new[] { Inner + ",\"required\":[\"dc:title\"]}", """{"const":{"dc:title":1}}""" })
        {
            var error = Assert.Throws<ChatException>(() => AnswerFormat.Create(With(part)));
            Assert.Contains("\"dc:title\"", error.Message, StringComparison.Ordinal);
            Assert.Contains("tool \"call\"", error.Message, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Drawn(AnswerFormat format)
    {
        var sampler = new GbnfSampler(GbnfText.Parse(format.Grammar!), 5);
        return Enumerable.Range(0, 10).Select(_ => sampler.Next());
    }

    private static AnswerRequest Asked(string form, string key, bool isRequired)
    {
        var name = System.Text.Json.JsonSerializer.Serialize(key);
        var required = isRequired ? $",\"required\":[{name}]" : "";
        return new AnswerRequest
        {
            Format = TestFormats.All[form],
            Tools =
            [
                Answers.Function(
                    "call",
                    "{\"type\":\"object\",\"properties\":{"
                        + name
                        + ":{\"const\":2},\"other\":{\"const\":1}}"
                        + required
                        + "}"
                ),
            ],
            ToolChoice = ToolChoice.Required,
            ParallelToolCalls = false,
        };
    }
}
