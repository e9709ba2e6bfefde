using System.Text;
using System.Text.Json.Nodes;

namespace Chat.Testing.FakeServers;

/// <summary>A request as a fake server received it.</summary>
public sealed class FakeRequest
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its place in the order of arrival, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>The method, such as <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path with the query, as sent.</summary>
    public required string Path { get; init; }

    /// <summary>The protocol, such as <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The headers; names ignore case, several values of one name are joined by <c>", "</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body's bytes.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The body as JSON, read anew each time; null when it is not JSON.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Body.Span);
            }
            catch (System.Text.Json.JsonException)
            {
                // Null says it: what was received is for the test to judge.
                return null;
            }
        }
    }

    /// <summary>Done when the client went away before the reply was over. Never done otherwise; race it with <see cref="Ended"/>.</summary>
    public Task Aborted => _aborted.Task;

    /// <summary>Done when the server is done with the request: its reply is over, or the client went away.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The value of a header; null when it was not sent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    internal void MarkAborted() => _aborted.TrySetResult();

    internal void MarkEnded() => _ended.TrySetResult();
}
