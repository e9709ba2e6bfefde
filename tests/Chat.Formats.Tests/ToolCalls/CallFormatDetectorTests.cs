using Chat.Formats.Templates;
using Chat.Formats.ToolCalls;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>Forms found in what templates write: hand-written renderings.</summary>
public sealed class CallFormatDetectorTests
{
    private const string Head = "<|im_start|>user\nuser_probe_text<|im_end|>\n<|im_start|>assistant\n";
    private const string End = "<|im_end|>\n";

    [Fact]
    public void Json_in_tags_is_found()
    {
        const string First =
            "<tool_call>\n{\"name\": \"fx_probe_first\", \"arguments\": {\"kq_alpha\": \"vz_one\", \"kq_beta\": \"vz_two\", \"kq_gamma\": 7531}}\n</tool_call>";
        const string Second =
            "<tool_call>\n{\"name\": \"fx_probe_second\", \"arguments\": {\"kq_alpha\": \"vz_six\", \"kq_beta\": \"vz_ten\", \"kq_gamma\": 8642}}\n</tool_call>";

        var format = Detect(First, $"{First}\n{Second}");

        Assert.True(format.IsJsonObject);
        Assert.Equal("<tool_call>", format.Trigger);
        Assert.Equal(("", "\n", ""), (format.SectionStart, format.Separator, format.SectionEnd));
        Assert.Equal(CallFormat.Generic.Call, format.Call);
        Assert.Equal(("<think>\n", "\n</think>\n\n"), (format.Reasoning!.Start, format.Reasoning.End));
    }

    [Fact]
    public void A_list_with_ids_is_found()
    {
        const string First =
            "{\"name\": \"fx_probe_first\", \"arguments\": {\"kq_alpha\": \"vz_one\", \"kq_beta\": \"vz_two\", \"kq_gamma\": 7531}, \"id\": \"q1w2e3r4t\"}";
        const string Second =
            "{\"name\": \"fx_probe_second\", \"arguments\": {\"kq_alpha\": \"vz_six\", \"kq_beta\": \"vz_ten\", \"kq_gamma\": 8642}, \"id\": \"y5u6i7o8p\"}";

        var format = Detect($"[TOOL_CALLS][{First}]", $"[TOOL_CALLS][{First}, {Second}]");

        Assert.Equal(("[TOOL_CALLS][", ", ", "]"), (format.SectionStart, format.Separator, format.SectionEnd));
        Assert.Equal(
            CallPart.Parse("{\"name\": \"${name}\", \"arguments\": ${arguments}, \"id\": \"${id}\"}"),
            format.Call
        );
    }

    [Fact]
    public void Arguments_in_tags_are_found()
    {
        const string First =
            "<tool_call>fx_probe_first\n<arg_key>kq_alpha</arg_key>\n<arg_value>vz_one</arg_value>\n<arg_key>kq_beta</arg_key>\n<arg_value>vz_two</arg_value>\n<arg_key>kq_gamma</arg_key>\n<arg_value>7531</arg_value>\n</tool_call>";

        var format = Detect(First, null);

        Assert.Equal(ArgumentWriting.Tagged, format.Arguments);
        Assert.Equal(new ArgumentMarks("<arg_key>", "</arg_key>\n<arg_value>", "</arg_value>\n"), format.ArgumentMarks);
        Assert.Null(format.Separator);
    }

    [Fact]
    public void A_template_without_tools_gets_our_own_form()
    {
        var format = CallFormat.Detect(
            ChatTemplate.Create("{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}", null, null)
        );

        Assert.True(format.NeedsInstructions);
        Assert.Equal(CallFormat.Generic.Call, format.Call);
    }

    [Fact]
    public void A_value_that_stands_twice_is_no_error()
    {
        const string First =
            "<call>fx_probe_first<k>kq_alpha</k>7531</v><v>vz_one</v><k>kq_beta</k><v>vz_two</v><k>kq_gamma</k><v>7531</v></call>";

        Assert.NotEmpty(Detect(First, null).Call);
    }

    [Fact]
    public void Whatever_a_template_writes_a_form_is_found() =>
        Check.One(
            Properties.Of(4_000),
            Prop.ForAll(
                Gen.Elements(Pieces).ArrayOf(48).ToArbitrary(),
                pieces => Detect(Among(pieces[..24], Call), Among(pieces[24..], Call)).Call.Count > 0
            )
        );

    [Fact]
    public void A_template_that_is_misread_gets_our_own_form_and_a_warning()
    {
        var format = CallFormatProber.OrGeneric(() => Detect("fx"[3..], null));

        Assert.True(format.NeedsInstructions);
        Assert.NotNull(format.Warning);
    }

    private static readonly string[] Call =
    [
        "fx_probe_first",
        "kq_alpha",
        "vz_one",
        "kq_beta",
        "vz_two",
        "kq_gamma",
        "7531",
        "</a>",
    ];

    private static readonly string[] Pieces =
    [
        "",
        "",
        "",
        "fx_probe_first",
        "fx_probe_second",
        "kq_alpha",
        "kq_beta",
        "kq_gamma",
        "vz_one",
        "vz_two",
        "7531",
        "vz_six",
        "vz_ten",
        "8642",
        "q1w2e3r4t",
        "content_probe_text",
        "user_probe_text",
        "reasoning_probe_text",
        "<a>",
        "</a>",
        "<",
        ">",
        "{",
        "}",
        "(",
        ")",
        "=",
        ":",
        "\"",
        ", ",
        "\n",
        "[",
        "]",
    ];

    // Three pieces before each word.
    private static string Among(string[] pieces, string[] words) =>
        string.Concat(words.Select((word, index) => string.Concat(pieces[(3 * index)..(3 * index + 3)]) + word));

    private static CallFormat Detect(string one, string? two) =>
        CallFormatDetector.FromRendered(
            new RenderedProbes
            {
                Source = "",
                Prompt = Head,
                Plain = $"{Head}content_probe_text{End}",
                OneCall = Head + one + End,
                TwoCalls = two is null ? null : Head + two + End,
                Reasoned = $"{Head}<think>\nreasoning_probe_text\n</think>\n\ncontent_probe_text{End}",
            }
        );
}
