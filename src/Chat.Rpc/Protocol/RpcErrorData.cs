using System.Text.Json.Serialization;
using Chat.Core.Completions;

namespace Chat.Rpc.Protocol;

/// <summary>What more is known of an error.</summary>
public sealed record RpcErrorData
{
    /// <summary>The kind by its wire name, such as <c>contextOverflow</c>; null when a peer of another make says none.</summary>
    public string? Kind { get; init; }

    /// <summary>One sentence: what to do.</summary>
    public string? Advice { get; init; }

    /// <summary>True when the same request may go through later without a change.</summary>
    public bool Retryable { get; init; }

    /// <summary>About how many milliseconds to wait before the same request is sent again; null when nothing is known.</summary>
    public long? RetryAfterMs { get; init; }

    /// <summary>The HTTP status, when a server answered with one.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The server's id of the request, when it gave one.</summary>
    public string? RequestId { get; init; }

    /// <summary>The field that is wrong, such as <c>params.request.n</c>; null when it is not about one.</summary>
    public string? Field { get; init; }

    /// <summary>What had come before the failure, when anything had.</summary>
    [JsonConverter(typeof(WireConverter<ChatCompletion>))]
    public ChatCompletion? Partial { get; init; }
}
