using System.Text.Json.Serialization;
using Chat.Core.Backends;
using Chat.Core.Requests;

namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>chat/complete</c>. With <see cref="Stream"/> the answer comes in <c>chat/chunk</c> notifications before the result.</summary>
public sealed record ChatCompleteParams
{
    /// <summary>The request.</summary>
    [JsonConverter(typeof(RequestConverter))]
    public required ChatCompletionRequest Request { get; init; }

    /// <summary>The model reference; null takes the request's own <c>model</c>, and without one the default.</summary>
    public string? Model { get; init; }

    /// <summary>The name of the stream, new on this connection; null for an answer in one piece.</summary>
    public RpcId? Stream { get; init; }

    /// <summary>How many <c>chat/chunk</c>s may be on the way without a <c>chat/ack</c>, 1 to 1,024; null for any number: then only the connection itself holds a stream back. Default: null.</summary>
    public int? Window { get; init; }

    /// <summary>True leaves <c>completion</c> out of the result, for a caller that gathers the chunks itself. Default: false.</summary>
    public bool ChunksOnly { get; init; }

    /// <summary>The token of <c>$/progress</c>; null for none.</summary>
    public RpcId? Progress { get; init; }

    /// <summary>How urgent it is. Default: interactive.</summary>
    // A number is refused, as it is for every other closed list.
    [JsonConverter(typeof(CamelCaseEnumConverter<RequestPriority>))]
    public RequestPriority? Priority { get; init; }

    /// <summary>How long it may take; null leaves all phases to the profile.</summary>
    public RequestTimeouts? Timeouts { get; init; }
}
