using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

public sealed class Xoshiro256Tests
{
    [Fact]
    public void Gives_the_numbers_known_for_the_state_1_2_3_4()
    {
        var random = new Xoshiro256(1, 2, 3, 4);

        Assert.Equal(
            [
                11520UL,
                0,
                1509978240,
                1215971899390074240,
                1216172134540287360,
                607988272756665600,
                16172922978634559625,
                8476171486693032832,
                10595114339597558777,
                2904607092377533576,
            ],
            Enumerable.Range(0, 10).Select(_ => random.Next())
        );
    }

    [Fact]
    public void Seeds_are_spread_as_known()
    {
        var state = 1234567UL;

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => Xoshiro256.SplitMix(ref state))
        );
    }

    [Fact]
    public void Doubles_are_from_0_to_under_1_and_even()
    {
        var random = new Xoshiro256(0);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();

        Assert.All(numbers, number => Assert.InRange(number, 0, 1 - 1e-17));
        Assert.InRange(numbers.Average(), 0.495, 0.505);
        Assert.All(
            numbers.GroupBy(number => (int)(number * 10)),
            tenth => Assert.InRange(tenth.Count(), 9_500, 10_500)
        );
        Assert.True(numbers.Max() < 1);
    }
}
