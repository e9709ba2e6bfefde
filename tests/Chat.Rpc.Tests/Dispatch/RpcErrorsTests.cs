using System.Text.Json;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Dispatch;

public sealed class RpcErrorsTests
{
    public static TheoryData<ChatErrorKind> Kinds => [.. Enum.GetValues<ChatErrorKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_failure_survives_the_wire_with_all_it_knows(ChatErrorKind kind)
    {
        var failure = new ChatException(kind, "What.", "Do.")
        {
            IsRetryable = true,
            RetryAfter = TimeSpan.FromMilliseconds(2500),
            HttpStatus = 418,
            RequestId = "req",
            Partial = new ChatCompletion
            {
                Choices = [new ChatChoice { Message = ChatMessage.Assistant("partial") }],
                Outcome = CompletionOutcome.Failed,
            },
        };

        var json = JsonSerializer.Serialize(RpcErrors.From(failure), RpcJson.Of<RpcError>());
        var back = RpcErrors.ToException(JsonSerializer.Deserialize(json, RpcJson.Of<RpcError>())!, "m");

        Assert.Equal(
            (kind, "What.", "Do.", true, 418, "req"),
            (back.Kind, back.Message, back.Advice, back.IsRetryable, back.HttpStatus, back.RequestId)
        );
        Assert.Equal(TimeSpan.FromMilliseconds(2500), back.RetryAfter);
        Assert.Equal("partial", back.Partial!.AssistantMessage()!.Content!.Text);
        Assert.Equal(CompletionOutcome.Failed, back.Partial.Outcome);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    public void A_wait_that_makes_no_sense_is_not_told(long milliseconds)
    {
        var error = new RpcError
        {
            Code = -1,
            Message = "m",
            Data = new RpcErrorData { RetryAfterMs = milliseconds },
        };

        Assert.Null(RpcErrors.ToException(error, "method").RetryAfter);
    }

    [Theory]
    [InlineData(-32700, ChatErrorKind.Protocol)]
    [InlineData(-32600, ChatErrorKind.Protocol)]
    [InlineData(-32601, ChatErrorKind.Protocol)]
    [InlineData(-32602, ChatErrorKind.InvalidRequest)]
    [InlineData(-32603, ChatErrorKind.Internal)]
    [InlineData(-32002, ChatErrorKind.Protocol)]
    [InlineData(-32800, ChatErrorKind.Cancelled)]
    [InlineData(-1, ChatErrorKind.Internal)]
    public void An_error_of_a_peer_of_another_make_has_the_kind_of_its_code(int code, ChatErrorKind kind)
    {
        Assert.Equal(kind, RpcErrors.ToException(new RpcError { Code = code, Message = "m" }, "method").Kind);
        var unknown = new RpcError
        {
            Code = code,
            Message = "m",
            Data = new RpcErrorData { Kind = "no kind" },
        };
        Assert.Equal(kind, RpcErrors.ToException(unknown, "method").Kind);
    }
}
