using System.Net;
using Chat.Core.Errors;
using Chat.Http.Failures;

namespace Chat.Http.Tests.Failures;

public sealed class ServerErrorsReadingTests
{
    [Fact]
    public async Task Only_the_beginning_of_a_long_body_is_read()
    {
        using var endless = new EndlessStream();
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway);
        response.Content = new StreamContent(endless);

        var failure = await ServerErrors.ReadAsync(response, Peers.Example, TimeProvider.System, default);

        Assert.Equal(ChatErrorKind.Connection, failure.Failure.Kind);
        Assert.InRange(endless.Given, 1, 2 * ErrorBody.MaxBytes);
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_the_status_and_what_came()
    {
        using var broken = new EndlessStream { BreakAfter = 10 };
        using var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        response.Content = new StreamContent(broken);

        var failure = await ServerErrors.ReadAsync(response, Peers.Example, TimeProvider.System, default);

        Assert.Equal(ChatErrorKind.Authentication, failure.Failure.Kind);
        Assert.Contains("xxxxxxxxxx", failure.Failure.Message);
    }

    [Fact]
    public async Task A_cancel_while_reading_the_body_is_a_cancel()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadGateway);
        response.Content = new StringContent("text");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ServerErrors.ReadAsync(response, Peers.Example, TimeProvider.System, new CancellationToken(true))
        );
    }
}
