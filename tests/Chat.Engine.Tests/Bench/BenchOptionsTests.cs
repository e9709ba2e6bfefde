using Chat.Core.Errors;
using Chat.Engine.Bench;

namespace Chat.Engine.Tests.Bench;

public sealed class BenchOptionsTests
{
    public static TheoryData<BenchOptions, string> OutOfRange { get; } =
        new()
        {
            {
                new BenchOptions { PromptTokens = 0 },
                "prompt tokens"
            },
            {
                new BenchOptions { GenerateTokens = -1 },
                "generate tokens"
            },
            {
                new BenchOptions { Repetitions = 0 },
                "repetitions"
            },
            {
                new BenchOptions { Threads = [1, 0] },
                "threads"
            },
            {
                new BenchOptions { Polls = [101] },
                "poll"
            },
            {
                new BenchOptions { Streams = [129] },
                "streams"
            },
        };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_refused_by_name(BenchOptions options, string name)
    {
        var error = Assert.Throws<ChatException>(options.Check);

        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_pass() => new BenchOptions().Check();
}
