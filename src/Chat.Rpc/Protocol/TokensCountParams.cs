using System.Text.Json.Serialization;
using Chat.Core.Requests;

namespace Chat.Rpc.Protocol;

/// <summary>Params of <c>tokens/count</c>: either <see cref="Text"/> or <see cref="Messages"/>. It never asks a server.</summary>
public sealed record TokensCountParams
{
    /// <summary>The model reference; null for the default.</summary>
    public string? Model { get; init; }

    /// <summary>A text, counted as it is.</summary>
    public string? Text { get; init; }

    /// <summary>A conversation, counted as the model's template writes it.</summary>
    [JsonConverter(typeof(WireConverter<IReadOnlyList<ChatMessage>>))]
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>True asks for the tokens themselves. Default: false.</summary>
    public bool Pieces { get; init; }
}
