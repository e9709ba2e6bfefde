using System.IO.Compression;
using System.Text;

namespace Chat.Testing.FakeServers;

/// <summary>Builders of the common replies.</summary>
public static class FakeReplies
{
    /// <summary>An event stream: each line of JSON becomes one event and one piece, a last <c>[DONE]</c> follows.</summary>
    public static FakeReply Sse(params IEnumerable<string> json) => SseWithoutDone([.. json, "[DONE]"]);

    /// <summary>An event stream without a <c>[DONE]</c> of its own.</summary>
    public static FakeReply SseWithoutDone(params IEnumerable<string> json) =>
        SseText([.. json.Select(line => $"data: {line}\n\n")]);

    /// <summary>An event stream of exactly this text; each part is one piece.</summary>
    public static FakeReply SseText(params IEnumerable<string> text) => Of("text/event-stream", text);

    /// <summary>Lines of JSON; each is one piece.</summary>
    public static FakeReply NdJson(params IEnumerable<string> json) =>
        Of("application/x-ndjson", json.Select(line => line + "\n"));

    /// <summary>A JSON document, with its length.</summary>
    public static FakeReply Json(string json, int status = 200) =>
        Of("application/json", [json]) with
        {
            Status = status,
            Framing = FakeFraming.ContentLength,
        };

    /// <summary>Plain text, with its length.</summary>
    public static FakeReply Text(string text, int status = 200) =>
        Of("text/plain; charset=utf-8", [text]) with
        {
            Status = status,
            Framing = FakeFraming.ContentLength,
        };

    /// <summary>The page of a gateway that could not reach the server behind it.</summary>
    public static FakeReply HtmlError(int status = 502) =>
        Of(
            "text/html",
            [$"<html><head><title>{status}</title></head><body><h1>{status}</h1><p>gateway</p></body></html>"]
        ) with
        {
            Status = status,
            Framing = FakeFraming.ContentLength,
        };

    /// <summary>An empty reply.</summary>
    public static FakeReply Empty(int status) => new() { Status = status, Framing = FakeFraming.ContentLength };

    /// <summary>Bytes that are the whole answer on the wire, status line included; the connection is closed behind them.</summary>
    public static FakeReply Raw(params IEnumerable<string> text) => Of(null, text) with { Framing = FakeFraming.Raw };

    /// <summary>The same reply with its body in gzip, and the header that says so. The body is one piece; split it anew where that matters.</summary>
    public static FakeReply Gzip(FakeReply reply)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(reply.Body);
        }

        return reply.WithHeader("Content-Encoding", "gzip").WithPieces([packed.ToArray()]);
    }

    private static FakeReply Of(string? contentType, IEnumerable<string> text) =>
        new()
        {
            ContentType = contentType,
            Steps = [.. text.Select(part => FakeStep.Send(Encoding.UTF8.GetBytes(part)))],
        };
}
