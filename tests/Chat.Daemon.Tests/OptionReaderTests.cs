using System.CommandLine;
using System.Globalization;
using Chat.Core.Errors;

namespace Chat.Daemon.Tests;

public sealed class OptionReaderTests
{
    private static readonly Option<string> Value = NewOption.Text("--value", "X", "A value.", "-v");
    private static readonly Option<string[]> Many = NewOption.Texts("--many", "X", "Values.");
    private static readonly Option<bool> Switch = NewOption.Flag("--switch", "A switch.");

    [Fact]
    public void What_is_not_given_is_null_or_empty()
    {
        var reader = Read();
        Assert.Null(reader.Text(Value));
        Assert.Null(reader.Name(Value));
        Assert.Null(reader.Number(Value));
        Assert.Null(reader.Integer(Value, 1, 2));
        Assert.Null(reader.LongInteger(Value));
        Assert.Null(reader.Seconds(Value, TimeSpan.FromHours(1)));
        Assert.Empty(reader.Integers(Value, 1, 2));
        Assert.Empty(reader.Texts(Many));
        Assert.False(reader.IsSet(Switch));
    }

    [Fact]
    public void Texts_are_taken_as_they_are()
    {
        var reader = Read("-v", " a=b ", "--many", "", "--many", "x,y", "--switch");
        Assert.Equal(" a=b ", reader.Text(Value));
        Assert.Equal(["", "x,y"], reader.Texts(Many));
        Assert.True(reader.IsSet(Switch));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_name_is_not_blank(string text) =>
        Refuses(reader => reader.Name(Value), text, "--value is blank.", "Give a value, or leave --value out.");

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("-2", -2)]
    [InlineData("1e-3", 0.001)]
    [InlineData(".5", 0.5)]
    public void A_number_has_a_point_in_every_culture(string text, double expected)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, Read("--value", text).Number(Value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0,5")]
    [InlineData("1.000.0")]
    [InlineData("half")]
    [InlineData("0x10")]
    public void What_is_no_number_is_told_as_it_was_typed(string text) =>
        Refuses(
            reader => reader.Number(Value),
            text,
            $"--value is \"{text}\".",
            "Give a number such as 0.5, with a point and no blanks."
        );

    [Theory]
    [InlineData("1", 1)]
    [InlineData("64", 64)]
    [InlineData("+7", 7)]
    public void A_whole_number_in_its_range_is_read(string text, int expected) =>
        Assert.Equal(expected, Read("--value", text).Integer(Value, 1, 64));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("65")]
    [InlineData("2147483648")]
    [InlineData("9223372036854775807")]
    public void A_whole_number_beyond_its_range_is_told_with_the_range(string text) =>
        Refuses(
            reader => reader.Integer(Value, 1, 64),
            text,
            $"--value is {text}.",
            "Give a whole number from 1 to 64."
        );

    [Fact]
    public void A_range_without_an_end_is_told_by_its_beginning() =>
        Refuses(reader => reader.Integer(Value, 1), "0", "--value is 0.", "Give a whole number of 1 or more.");

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("1 000")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public void What_is_no_whole_number_is_refused(string text)
    {
        var what = $"--value is \"{text}\".";
        Refuses(reader => reader.Integer(Value), text, what, "Give a whole number such as 32.");
        Refuses(reader => reader.LongInteger(Value), text, what, "Give a whole number such as 32.");
    }

    [Theory]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_seed_may_be_any_number_of_64_bits(string text, long expected) =>
        Assert.Equal(expected, Read("--value", text).LongInteger(Value));

    [Fact]
    public void Several_numbers_are_separated_by_commas() =>
        Assert.Equal([1, 4, 16], Read("--value", "1,4, 16").Integers(Value, 1, 16));

    [Theory]
    [InlineData("1,,2")]
    [InlineData("1,")]
    [InlineData("1;2")]
    [InlineData("1,17")]
    public void Each_of_several_numbers_is_checked(string text)
    {
        var error = Assert.Throws<ChatException>(() => Read("--value", text).Integers(Value, 1, 16));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
    }

    [Theory]
    [InlineData("0.001", 1)]
    [InlineData("1.5", 1500)]
    [InlineData("10", 10_000)]
    public void A_time_is_in_seconds(string text, double milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            Read("--value", text).Seconds(Value, TimeSpan.FromSeconds(10))
        );

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e-9")]
    [InlineData("10.001")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void A_time_beyond_its_range_is_refused(string text) =>
        Refuses(
            reader => reader.Seconds(Value, TimeSpan.FromSeconds(10)),
            text,
            $"--value is {text}.",
            "Give a number of seconds from 0.001 to 10."
        );

    private static void Refuses<T>(Func<OptionReader, T> read, string text, string what, string advice)
    {
        var error = Assert.Throws<ChatException>(() => read(Read("--value", text)));
        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(what, error.Message);
        Assert.Equal(advice, error.Advice);
    }

    private static OptionReader Read(params string[] arguments) =>
        new(new Command("test") { Value, Many, Switch }.Parse(arguments));
}
