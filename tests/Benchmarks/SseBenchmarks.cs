using System.IO.Pipelines;
using System.Net.ServerSentEvents;
using System.Text;
using BenchmarkDotNet.Attributes;
using Chat.Http.Sse;

namespace Benchmarks;

/// <summary>What it costs to find one small event in a stream of 1,000, beside the parser of .NET on the same bytes. Every figure is per event.</summary>
[MemoryDiagnoser]
public class SseBenchmarks
{
    private const int Count = 1000;

    private byte[] _body = [];
    private byte[] _event = [];

    /// <summary>Makes the body of an answer as an OpenAI-compatible server sends it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var chunks = Enumerable
            .Range(0, Count)
            .Select(i =>
                $$$"""
                    data: {"id":"chatcmpl-123","object":"chat.completion.chunk","created":1700000000,"model":"gpt-x","choices":[{"index":0,"delta":{"content":" word{{{i}}}"},"finish_reason":null}]}


                    """
            );
        _event = Encoding.UTF8.GetBytes(chunks.First().ReplaceLineEndings("\n"));
        _body = Encoding.UTF8.GetBytes(string.Concat(chunks).ReplaceLineEndings("\n"));
    }

    /// <summary>The reader of this project.</summary>
    /// <exception cref="InvalidOperationException">It did not find every event.</exception>
    [Benchmark(OperationsPerInvoke = Count)]
    public async Task<long> Reader()
    {
        await using var reader = new SseReader(new MemoryStream(_body));
        var (count, length) = (0, 0L);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            count++;
            length += reader.Data.Length;
        }

        return Checked(count, length);
    }

    /// <summary>The parser of .NET, told to make no string of the data.</summary>
    /// <exception cref="InvalidOperationException">It did not find every event.</exception>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public async Task<long> DotNetParser()
    {
        var parser = SseParser.Create(new MemoryStream(_body), static (_, data) => data.Length);
        var (count, length) = (0, 0L);
        await foreach (var item in parser.EnumerateAsync())
        {
            count++;
            length += item.Data;
        }

        return Checked(count, length);
    }

    /// <summary>The reader of this project when every event has to be waited for, as at the pace of a model; what the pipe costs is in it.</summary>
    /// <exception cref="InvalidOperationException">It did not find every event.</exception>
    [Benchmark(OperationsPerInvoke = Count)]
    public async Task<long> ReaderWaiting()
    {
        var pipe = new Pipe(
            new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline)
        );
        await using var reader = new SseReader(pipe.Reader);
        var (count, length) = (0, 0L);
        for (var i = 0; i < Count; i++)
        {
            var read = reader.ReadAsync(CancellationToken.None);
            await pipe.Writer.WriteAsync(_event);
            count += await read ? 1 : 0;
            length += reader.Data.Length;
        }

        return Checked(count, length);
    }

    private static long Checked(int count, long length) =>
        count == Count ? length : throw new InvalidOperationException($"{count} events were read instead of {Count}.");
}
