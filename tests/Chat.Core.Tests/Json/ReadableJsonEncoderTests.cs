using System.Text;
using System.Text.Json;
using Chat.Core.Json;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Json;

public sealed class ReadableJsonEncoderTests
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = ReadableJsonEncoder.Instance };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain é ß 日本 Ω <>&'+`/", "plain é ß 日本 Ω <>&'+`/")]
    [InlineData("😀👨‍👩‍👧\U0010FFFF\U000E0001", "😀👨‍👩‍👧\U0010FFFF\U000E0001")]
    [InlineData("\"\\", "\\\"\\\\")]
    [InlineData("\b\t\n\f\r", "\\b\\t\\n\\f\\r")]
    [InlineData("\0\u001f\u007f\u0085\u009f", "\\u0000\\u001F\\u007F\\u0085\\u009F")]
    [InlineData("\u2027\u2028\u2029\u202a", "\u2027\\u2028\\u2029\u202a")]
    [InlineData("\uFEFF\uFFFD", "\\uFEFF\uFFFD")]
    [InlineData("😀\"😀\n", "😀\\\"😀\\n")]
    public void Only_what_must_be_is_escaped(string text, string expected) =>
        Assert.Equal($"\"{expected}\"", JsonSerializer.Serialize(text, Options));

    // In code and not as test data: attributes are kept as UTF-8, which has no half pairs.
    [Fact]
    public void Half_a_pair_becomes_the_replacement_character()
    {
        (string Text, string Expected)[] table =
        [
            ("\ud83d", "\uFFFD"),
            ("\ude00", "\uFFFD"),
            ("a\ud83db", "a\uFFFDb"),
            ("\ude00\ud83d", "\uFFFD\uFFFD"),
            ("😀\ud83d😀\"", "😀\uFFFD😀\""),
        ];

        Assert.All(
            table,
            row =>
                Assert.Equal(
                    row.Expected,
                    JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(row.Text, Options))
                )
        );
    }

    [Fact]
    public void Every_scalar_value_is_valid_json_and_reads_back()
    {
        var all = new StringBuilder();
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value))
            {
                all.Append(new Rune(value).ToString());
            }
        }

        var text = all.ToString();

        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, Options)));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.SerializeToUtf8Bytes(text, Options)));
    }

    [Fact]
    public void Any_text_reads_back_with_half_pairs_replaced() =>
        Check.One(
            Properties.Of(100),
            Prop.ForAll(
                Gen.Elements("a", "é", "\"", "\\", "\n", "\0", "\u2028", "😀", "\ud83d", "\ude00", "日")
                    .ArrayOf()
                    .ToArbitrary(),
                pieces =>
                {
                    var text = string.Concat(pieces);
                    var readable = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
                    return string.Equals(
                        readable,
                        JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, Options)),
                        StringComparison.Ordinal
                    );
                }
            )
        );
}
