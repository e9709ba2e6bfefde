using Chat.Core.Errors;

namespace Chat.Engine.Tests;

public sealed class EngineOptionsTests
{
    public static TheoryData<EngineOptions, string> OutOfRange { get; } =
        new()
        {
            {
                new EngineOptions { Threads = 0 },
                "threads"
            },
            {
                new EngineOptions { Threads = 513 },
                "threads"
            },
            {
                new EngineOptions { Poll = -1 },
                "poll"
            },
            {
                new EngineOptions { Poll = 101 },
                "poll"
            },
            {
                new EngineOptions { ContextLength = 0 },
                "context"
            },
            {
                new EngineOptions { ContextLength = -5 },
                "context"
            },
        };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_refused_by_name(EngineOptions options, string name)
    {
        var error = Assert.Throws<ChatException>(options.Check);

        Assert.Equal(ChatErrorKind.InvalidRequest, error.Kind);
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_and_both_ends_pass()
    {
        new EngineOptions().Check();
        new EngineOptions
        {
            Threads = 512,
            Poll = 0,
            ContextLength = 1,
        }.Check();
        new EngineOptions { Threads = 1, Poll = 100 }.Check();
    }
}
