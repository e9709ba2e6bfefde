using Chat.Core.Errors;

namespace Chat.Daemon.Tests;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(ChatErrorKind.InvalidRequest, 2)]
    [InlineData(ChatErrorKind.NotFound, 3)]
    [InlineData(ChatErrorKind.Permission, 3)]
    [InlineData(ChatErrorKind.ModelInvalid, 3)]
    [InlineData(ChatErrorKind.ModelUnsupported, 3)]
    [InlineData(ChatErrorKind.Authentication, 4)]
    [InlineData(ChatErrorKind.ConnectTimeout, 5)]
    [InlineData(ChatErrorKind.FirstTokenTimeout, 5)]
    [InlineData(ChatErrorKind.IdleTimeout, 5)]
    [InlineData(ChatErrorKind.TotalTimeout, 5)]
    [InlineData(ChatErrorKind.Cancelled, 130)]
    [InlineData(ChatErrorKind.ContextOverflow, 1)]
    [InlineData(ChatErrorKind.EngineCrashed, 1)]
    [InlineData(ChatErrorKind.OutOfMemory, 1)]
    [InlineData(ChatErrorKind.Overloaded, 1)]
    [InlineData(ChatErrorKind.Internal, 1)]
    public void Kinds_have_the_codes_of_the_contract(ChatErrorKind kind, int code) =>
        Assert.Equal(code, ExitCodes.Of(kind));

    [Theory]
    [InlineData(403, 4)]
    [InlineData(null, 3)]
    public void A_right_is_a_matter_of_the_key_at_a_server_and_of_the_file_here(int? status, int code) =>
        Assert.Equal(
            code,
            ExitCodes.Of(new ChatException(ChatErrorKind.Permission, "No.", "Ask.") { HttpStatus = status })
        );

    [Fact]
    public void No_failure_looks_like_success() =>
        Assert.All(Enum.GetValues<ChatErrorKind>(), kind => Assert.NotEqual(0, ExitCodes.Of(kind)));
}
