using System.Net.Http.Headers;

namespace Chat.Http.Exchange;

/// <summary>The forms of answers.</summary>
internal static class MediaTypes
{
    /// <summary>One JSON value.</summary>
    public const string Json = "application/json";

    /// <summary>Server-sent events.</summary>
    public const string EventStream = "text/event-stream";

    /// <summary>One JSON value a line.</summary>
    public const string Ndjson = "application/x-ndjson";

    /// <summary>Whether a type is that of one JSON value.</summary>
    /// <param name="type">The type; null when the server gave none.</param>
    public static bool IsJson(MediaTypeHeaderValue? type) =>
        type?.MediaType is { } name
        && (
            name.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether a type is that of server-sent events.</summary>
    /// <param name="type">The type; null when the server gave none.</param>
    public static bool IsEventStream(MediaTypeHeaderValue? type) => Is(type, EventStream);

    /// <summary>Whether a type is that of a page for people.</summary>
    /// <param name="type">The type; null when the server gave none.</param>
    public static bool IsHtml(MediaTypeHeaderValue? type) => Is(type, "text/html");

    private static bool Is(MediaTypeHeaderValue? type, string name) =>
        string.Equals(type?.MediaType, name, StringComparison.OrdinalIgnoreCase);
}
