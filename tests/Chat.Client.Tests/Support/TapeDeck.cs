using Chat.Client.Recording;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Secrets;
using Chat.Core.Streaming;

namespace Chat.Client.Tests.Support;

/// <summary>A folder with a cassette in it, and short ways to record and replay.</summary>
internal sealed class TapeDeck : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-cassette-");

    public string File => Path.Combine(_folder.FullName, "tape.json");

    public string Folder => _folder.FullName;

    public string Text => System.IO.File.ReadAllText(File);

    public static ChatCompletionRequest Request(string prompt = "Hello", double? temperature = null) =>
        ChatCompletionRequest.Create("m", ChatMessage.User(prompt)) with
        {
            Temperature = temperature,
        };

    public static CassetteRedaction Redaction(params string[] secrets) =>
        new(new SecretRedactor(secrets.Select(secret => new Secret(secret))));

    public static ChatCompletionChunk Chunk(string? text, FinishReason? finish = null, int index = 0) =>
        new()
        {
            Id = "c1",
            Model = "m",
            Choices =
            [
                new ChunkChoice
                {
                    Index = index,
                    Delta = new ChatDelta { Content = text },
                    FinishReason = finish,
                },
            ],
            IsLastChunk = finish is not null,
        };

    public static ChatCompletion Answer(string text) =>
        new()
        {
            Id = "a1",
            Model = "m",
            Choices = [new ChatChoice { Message = ChatMessage.Assistant(text), FinishReason = FinishReason.Stop }],
            Outcome = CompletionOutcome.Completed,
        };

    public static async Task<(List<ChatCompletionChunk> Chunks, Exception? Error)> ReadAsync(
        IChatBackend backend,
        ChatCompletionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        List<ChatCompletionChunk> chunks = [];
        try
        {
            await foreach (var chunk in backend.StreamAsync(request, cancellationToken))
            {
                chunks.Add(chunk);
            }
        }
        catch (Exception error) when (error is ChatException or OperationCanceledException or ObjectDisposedException)
        {
            return (chunks, error);
        }

        return (chunks, null);
    }

    public RecordingBackend Record(
        IChatBackend inner,
        CassetteRedaction? redaction = null,
        TimeProvider? time = null,
        CassetteLimits? limits = null
    ) => new(inner, CassetteWriter.Create(File, redaction ?? Redaction(), limits), time ?? TimeProvider.System);

    public ReplayBackend Replay(ReplayOptions? options = null, TimeProvider? time = null) =>
        new(Cassette.Load(File), options, time);

    public string Write(string text)
    {
        System.IO.File.WriteAllText(File, text);
        return File;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
