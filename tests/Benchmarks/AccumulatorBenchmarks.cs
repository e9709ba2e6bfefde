using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;
using StreamingChatCompletionUpdate = OpenAI.Chat.StreamingChatCompletionUpdate;

namespace Benchmarks;

/// <summary>
/// What a small chunk costs on its way to a consumer: parsed, gathered, written. Every figure is per chunk.
/// The goal for parse and gather together is 2 µs and 512 bytes.
/// </summary>
[MemoryDiagnoser]
public class AccumulatorBenchmarks
{
    private const int Count = 1000;

    private readonly System.Buffers.ArrayBufferWriter<byte> _output = new(1 << 20);
    private ChatCompletionChunk[] _chunks = [];
    private byte[][] _json = [];

    /// <summary>How many choices the stream has; its chunks take turns.</summary>
    [Params(1, 4)]
    public int Choices { get; set; }

    /// <summary>Makes a stream of 1,000 chunks as an OpenAI-compatible server sends it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _chunks = [.. Enumerable.Range(0, Count).Select(Chunk)];
        _json = [.. Enumerable.Range(0, Count).Select(Json)];
    }

    /// <summary>Gathers chunks that are objects already.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public ChatCompletion Gather()
    {
        var accumulator = new ChatCompletionAccumulator();
        foreach (var chunk in _chunks)
        {
            accumulator.Add(chunk);
        }

        return accumulator.ToCompletion();
    }

    /// <summary>Parses chunks and gathers them.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public ChatCompletion ParseAndGather()
    {
        var accumulator = new ChatCompletionAccumulator();
        foreach (var json in _json)
        {
            accumulator.Add(JsonSerializer.Deserialize(json, ChatJsonContext.Default.ChatCompletionChunk)!);
        }

        return accumulator.ToCompletion();
    }

    /// <summary>Parses chunks with the reader of streams and gathers them.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public ChatCompletion ReadAndGather()
    {
        var reader = new ChatCompletionChunkReader();
        var accumulator = new ChatCompletionAccumulator();
        foreach (var json in _json)
        {
            accumulator.Add(reader.Read(json));
        }

        return accumulator.ToCompletion();
    }

    /// <summary>The same with the OpenAI package, which has no gatherer: its texts are joined by hand, for one choice.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public string OpenAIPackage()
    {
        var text = new StringBuilder();
        foreach (var json in _json)
        {
            var update = ModelReaderWriter.Read<StreamingChatCompletionUpdate>(BinaryData.FromBytes(json))!;
            foreach (var part in update.ContentUpdate)
            {
                text.Append(part.Text);
            }
        }

        return text.ToString();
    }

    /// <summary>Writes chunks as UTF-8 lines.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int Write()
    {
        _output.ResetWrittenCount();
        foreach (var chunk in _chunks)
        {
            ChatJson.WriteTo(_output, chunk);
        }

        return _output.WrittenCount;
    }

    // As OpenAI sends them.
    private byte[] Json(int number) =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {"id":"chatcmpl-BxYz0123456789abcdefgh","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4.1-mini-2025-04-14",
            "service_tier":"default","system_fingerprint":"fp_0123456789","choices":[{"index":{{{number
                % Choices}}},"delta":{"content":
            "{{{(number % 10 == 0 ? " héllo 😀" : " token")}}}"},"logprobs":null,"finish_reason":
            {{{(number >= Count - Choices ? "\"stop\"" : "null")}}}}],"usage":null,"obfuscation":"a{{{number
                % 10}}}BcDeFgHi"}
            """.ReplaceLineEndings(
                ""
            )
        );

    private ChatCompletionChunk Chunk(int number) =>
        new()
        {
            Id = "chatcmpl-BxYz0123456789abcdefgh",
            Created = 1700000000,
            Model = "gpt-4.1-mini-2025-04-14",
            ServiceTier = ServiceTier.Default,
            SystemFingerprint = "fp_0123456789",
            Obfuscation = $"a{number % 10}BcDeFgHi",
            Choices =
            [
                new ChunkChoice
                {
                    Index = number % Choices,
                    Delta = new ChatDelta
                    {
                        Role = number < Choices ? ChatRole.Assistant : null,
                        Content = number % 10 == 0 ? " héllo 😀" : " token",
                    },
                    FinishReason = number >= Count - Choices ? FinishReason.Stop : null,
                },
            ],
        };
}
