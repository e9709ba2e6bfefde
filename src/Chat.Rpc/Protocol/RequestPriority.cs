using System.Text.Json.Serialization;

namespace Chat.Rpc.Protocol;

/// <summary>How urgent a request is, most urgent first. A more urgent one goes on at the next decode step; the other keeps its place.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RequestPriority>))]
public enum RequestPriority
{
    /// <summary>A person waits for it. The default.</summary>
    Interactive = 0,

    /// <summary>Text proposed while a person types.</summary>
    Inline,

    /// <summary>Nobody waits: titles, summaries.</summary>
    Background,

    /// <summary>Work ahead of a request that may come.</summary>
    Prefill,
}
