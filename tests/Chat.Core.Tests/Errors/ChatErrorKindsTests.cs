using Chat.Core.Errors;

namespace Chat.Core.Tests.Errors;

public sealed class ChatErrorKindsTests
{
    // The closed list of the contract, as other programs rely on it.
    public static TheoryData<ChatErrorKind, string> Contract { get; } =
        new()
        {
            { ChatErrorKind.Authentication, "authentication" },
            { ChatErrorKind.Permission, "permission" },
            { ChatErrorKind.NotFound, "notFound" },
            { ChatErrorKind.InvalidRequest, "invalidRequest" },
            { ChatErrorKind.ContextOverflow, "contextOverflow" },
            { ChatErrorKind.RateLimited, "rateLimited" },
            { ChatErrorKind.QuotaExceeded, "quotaExceeded" },
            { ChatErrorKind.Overloaded, "overloaded" },
            { ChatErrorKind.Connection, "connection" },
            { ChatErrorKind.ConnectTimeout, "timeout.connect" },
            { ChatErrorKind.FirstTokenTimeout, "timeout.firstToken" },
            { ChatErrorKind.IdleTimeout, "timeout.idle" },
            { ChatErrorKind.TotalTimeout, "timeout.total" },
            { ChatErrorKind.Tls, "tls" },
            { ChatErrorKind.Protocol, "protocol" },
            { ChatErrorKind.Incomplete, "incomplete" },
            { ChatErrorKind.ContentFiltered, "contentFiltered" },
            { ChatErrorKind.EngineCrashed, "engineCrashed" },
            { ChatErrorKind.ModelInvalid, "modelInvalid" },
            { ChatErrorKind.ModelUnsupported, "modelUnsupported" },
            { ChatErrorKind.OutOfMemory, "outOfMemory" },
            { ChatErrorKind.ToolDenied, "toolDenied" },
            { ChatErrorKind.ToolFailed, "toolFailed" },
            { ChatErrorKind.BudgetExceeded, "budgetExceeded" },
            { ChatErrorKind.Cancelled, "cancelled" },
            { ChatErrorKind.Internal, "internal" },
        };

    [Theory]
    [MemberData(nameof(Contract))]
    public void Each_kind_has_its_name_both_ways(ChatErrorKind kind, string name)
    {
        Assert.Equal(name, kind.ToWireName());
        Assert.True(ChatErrorKinds.TryParse(name, out var parsed));
        Assert.Equal(kind, parsed);
    }

    [Fact]
    public void The_list_holds_every_kind_and_no_other() =>
        Assert.Equal(Enum.GetValues<ChatErrorKind>().Order(), Contract.Select(row => (ChatErrorKind)row[0]).Order());

    [Fact]
    public void The_default_is_a_fault_of_this_program() => Assert.Equal(ChatErrorKind.Internal, default);

    [Theory]
    [InlineData("")]
    [InlineData("NotFound")]
    [InlineData("notfound")]
    [InlineData("timeout")]
    [InlineData("connectTimeout")]
    [InlineData(" tls")]
    public void Other_words_are_no_kind(string name) => Assert.False(ChatErrorKinds.TryParse(name, out _));

    [Fact]
    public void A_number_outside_the_list_has_no_name() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((ChatErrorKind)999).ToWireName());
}
