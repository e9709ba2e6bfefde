using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Chat.Core.Completions;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Streaming;

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
        _json =
        [
            .. _chunks.Select(chunk =>
                JsonSerializer.SerializeToUtf8Bytes(chunk, ChatJsonContext.Default.ChatCompletionChunk)
            ),
        ];
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

    private ChatCompletionChunk Chunk(int number) =>
        new()
        {
            Id = "chatcmpl-123",
            Created = 1700000000,
            Model = "smollm2-135m-instruct",
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
