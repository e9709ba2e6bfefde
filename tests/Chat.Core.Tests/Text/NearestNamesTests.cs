using Chat.Core.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Core.Tests.Text;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("SmolLM2", "smollm2", 0)]
    public void The_distance_counts_edits(string left, string right, int expected) =>
        Assert.Equal(expected, NearestNames.Distance(left, right));

    [Fact]
    public void The_distance_is_a_metric_bounded_by_the_longer_word()
    {
        var words = Gen.Elements('a', 'b', 'c')
            .ListOf()
            .Select(letters => string.Concat(letters.Take(30)))
            .ToArbitrary();
        Prop.ForAll(
                words,
                words,
                words,
                (left, middle, right) =>
                {
                    var direct = NearestNames.Distance(left, right);
                    return direct == NearestNames.Distance(right, left)
                        && (direct == 0) == string.Equals(left, right, StringComparison.Ordinal)
                        && direct <= Math.Max(left.Length, right.Length)
                        && direct >= Math.Abs(left.Length - right.Length)
                        && direct <= NearestNames.Distance(left, middle) + NearestNames.Distance(middle, right);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Words_of_any_length_are_compared_within_the_bound() =>
        Assert.Equal(128, NearestNames.Distance(new string('a', 1_000_000), new string('b', 1_000_000)));

    [Theory]
    [InlineData("smolm2-135m-instruct", "smollm2-135m-instruct")]
    [InlineData("smollm2", "smollm2-135m-instruct")]
    [InlineData("QWEN", "qwen3-0.6b")]
    public void A_mistyped_or_shortened_name_is_recognised(string wanted, string expected) =>
        Assert.Equal(expected, NearestNames.Find(wanted, ["qwen3-0.6b", "smollm2-135m-instruct"])[0]);

    [Theory]
    [InlineData("--temprature", "--temperature")]
    [InlineData("--stp", "--stop")]
    [InlineData("--top_k", "--top-k")]
    [InlineData("--temp", "--temperature")]
    [InlineData("--STOP", "--stop")]
    public void A_mistyped_option_is_recognised(string wanted, string expected) =>
        Assert.Equal(expected, NearestNames.Find(wanted, ["--temperature", "--top-p", "--top-k", "--stop"])[0]);

    [Theory]
    [InlineData("--verbose")]
    [InlineData("-")]
    public void Another_option_is_not_near(string wanted) =>
        Assert.Empty(NearestNames.Find(wanted, ["--temperature", "--top-p", "--top-k", "--stop"]));

    [Theory]
    [InlineData("gpt-4o")]
    [InlineData("x")]
    [InlineData("")]
    public void Another_word_is_not_near(string wanted) =>
        Assert.Empty(NearestNames.Find(wanted, ["qwen3-0.6b", "smollm2-135m-instruct"]));

    [Fact]
    public void The_nearest_alone_is_the_first_of_all()
    {
        Assert.Equal("model-b", NearestNames.FindOne("model-b", ["model-c", "model-b"]));
        Assert.Null(NearestNames.FindOne("gpt-4o", ["model-c", "model-b"]));
    }

    [Fact]
    public void At_most_three_are_offered_the_nearest_first() =>
        Assert.Equal(
            ["model-b", "model-bc", "model-c"],
            NearestNames.Find("model-b", ["model-d", "model-c", "model-bc", "model-b"])
        );
}
