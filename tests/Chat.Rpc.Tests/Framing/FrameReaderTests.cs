using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Chat.Rpc.Framing;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Rpc.Tests.Framing;

public sealed class FrameReaderTests
{
    private const string Body = "{}";

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\n{}")]
    [InlineData("content-length:2\r\n\r\n{}")]
    [InlineData("CONTENT-LENGTH: \t002 \r\n\r\n{}")]
    [InlineData("X-Other: a:b\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}")]
    [InlineData("Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf8\r\n\r\n{}")]
    [InlineData("Content-Length: 2\r\nContent-Type: x/y; a=b; Charset=\"UTF-8\"; c=d\r\n\r\n{}")]
    [InlineData("Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task A_header_that_LSP_allows_is_read(string text)
    {
        var (bodies, fault) = await ReadAllAsync(Bytes(text));

        Assert.Equal([Body], bodies);
        Assert.Equal(FrameFault.None, fault);
    }

    [Theory]
    [InlineData("\r\n{}", FrameFault.MissingLength)]
    [InlineData("Content-Type: a\r\n\r\n{}", FrameFault.MissingLength)]
    [InlineData("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", FrameFault.DuplicateLength)]
    [InlineData("Content-Length: 2\r\ncontent-length: 3\r\n\r\n{}", FrameFault.DuplicateLength)]
    [InlineData("Content-Length: -2\r\n\r\n{}", FrameFault.NegativeLength)]
    [InlineData("Content-Length: -0\r\n\r\n{}", FrameFault.NegativeLength)]
    [InlineData("Content-Length: 33554433\r\n\r\n{}", FrameFault.BodyTooLong)]
    [InlineData("Content-Length: 4294967298\r\n\r\n{}", FrameFault.BodyTooLong)]
    [InlineData("Content-Length: 99999999999999999999999999\r\n\r\n{}", FrameFault.BodyTooLong)]
    [InlineData("Content-Length: \r\n\r\n{}", FrameFault.LengthNotANumber)]
    [InlineData("Content-Length: two\r\n\r\n{}", FrameFault.LengthNotANumber)]
    [InlineData("Content-Length: 2.0\r\n\r\n{}", FrameFault.LengthNotANumber)]
    [InlineData("Content-Length: +2\r\n\r\n{}", FrameFault.LengthNotANumber)]
    [InlineData("Content-Length: 0x2\r\n\r\n{}", FrameFault.LengthNotANumber)]
    [InlineData("Content-Length: 2 2\r\n\r\n{}", FrameFault.LengthNotANumber)]
    [InlineData("Content-Length: --2\r\n\r\n{}", FrameFault.LengthNotANumber)]
    [InlineData("Content-Length: 2\n\n{}", FrameFault.BareLineEnd)]
    [InlineData("Content-Length: 2\r\n\n{}", FrameFault.BareLineEnd)]
    [InlineData("Content-Length: 2\rX: y\r\n\r\n{}", FrameFault.BareLineEnd)]
    [InlineData("Content-Length 2\r\n\r\n{}", FrameFault.MalformedHeader)]
    [InlineData(": 2\r\n\r\n{}", FrameFault.MalformedHeader)]
    [InlineData("Content-Length : 2\r\n\r\n{}", FrameFault.MalformedHeader)]
    [InlineData(" Content-Length: 2\r\n\r\n{}", FrameFault.MalformedHeader)]
    [InlineData("Inhalt-Länge: 2\r\n\r\n{}", FrameFault.MalformedHeader)]
    [InlineData("Content-Length: 2\r\nX: \0\r\n\r\n{}", FrameFault.MalformedHeader)]
    [InlineData("Content-Length: 2\r\nContent-Type: a; charset=utf-16\r\n\r\n{}", FrameFault.WrongCharset)]
    [InlineData("Content-Length: 2\r\nContent-Type: a;charset=\"latin1\"\r\n\r\n{}", FrameFault.WrongCharset)]
    [InlineData("C", FrameFault.Truncated)]
    [InlineData("Content-Length: 2", FrameFault.Truncated)]
    [InlineData("Content-Length: 2\r\n", FrameFault.Truncated)]
    [InlineData("Content-Length: 2\r\n\r", FrameFault.Truncated)]
    [InlineData("Content-Length: 2\r\n\r\n", FrameFault.Truncated)]
    [InlineData("Content-Length: 2\r\n\r\n{", FrameFault.Truncated)]
    public async Task A_frame_that_cannot_be_read_has_its_reason(string text, FrameFault expected)
    {
        var good = Bytes("Content-Length: 2\r\n\r\n{}");

        var (bodies, fault) = await ReadAllAsync([.. good, .. Bytes(text)]);

        Assert.Equal([Body], bodies);
        Assert.Equal(expected, fault);
        Assert.EndsWith(".", expected.Reason(FrameLimits.Default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_line_may_be_8_KiB_long_with_its_end_and_no_longer()
    {
        var longest = "X: " + new string('x', (8 * 1024) - 5) + "\r\n";
        var (bodies, fault) = await ReadAllAsync(Bytes(longest + "Content-Length: 2\r\n\r\n{}"));
        Assert.Equal([Body], bodies);
        Assert.Equal(FrameFault.None, fault);

        (_, fault) = await ReadAllAsync(Bytes("x" + longest + "Content-Length: 2\r\n\r\n{}"));
        Assert.Equal(FrameFault.LineTooLong, fault);

        // Refused as soon as it is too long, not when its end comes.
        (_, fault) = await ReadAllAsync(Bytes(new string('x', 8 * 1024)));
        Assert.Equal(FrameFault.LineTooLong, fault);
    }

    [Fact]
    public async Task The_header_lines_may_be_64_KiB_long_together_and_no_longer()
    {
        const string Length = "Content-Length: 2\r\n\r\n";
        var line = "X: " + new string('x', 1019) + "\r\n";
        var rest = (64 * 1024) - (63 * line.Length) - Length.Length;
        var fitting = string.Concat(Enumerable.Repeat(line, 63)) + "Y: " + new string('y', rest - 5) + "\r\n";
        var (bodies, fault) = await ReadAllAsync(Bytes(fitting + Length + Body));
        Assert.Equal([Body], bodies);
        Assert.Equal(FrameFault.None, fault);

        (_, fault) = await ReadAllAsync(Bytes("Z:\r\n" + fitting + Length + Body));
        Assert.Equal(FrameFault.HeadersTooLong, fault);
    }

    [Fact]
    public async Task A_body_may_be_as_long_as_the_limit_and_no_longer()
    {
        var limits = new FrameLimits { Body = 100_000 };
        var body = new string('b', 100_000);
        var (bodies, fault) = await ReadAllAsync(Bytes($"Content-Length: 100000\r\n\r\n{body}"), limits);
        Assert.Equal([body], bodies);
        Assert.Equal(FrameFault.None, fault);

        (_, fault) = await ReadAllAsync(Bytes($"Content-Length: 100001\r\n\r\n{body}b"), limits);
        Assert.Equal(FrameFault.BodyTooLong, fault);
    }

    [Fact]
    public async Task An_announced_length_alone_takes_no_memory()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using var reader = new FrameReader(pipe.Reader, FrameLimits.Default);
        await pipe.Writer.WriteAsync(Bytes("Content-Length: 2147483648\r\n\r\n"));
        await pipe.Writer.WriteAsync(new byte[1024 * 1024]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = await reader.ReadAsync(CancellationToken.None);

        Assert.Equal(FrameFault.BodyTooLong, read.Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void Frames_cut_anywhere_read_the_same()
    {
        var bodies = Gen.Choose(0, 60).Select(length => new string('é', length)).ListOf();
        var cuts = Gen.Choose(1, 40).ListOf();
        Check.One(
            Properties.Of(100),
            Prop.ForAll(
                Arb.From(bodies.SelectMany(list => cuts.Select(steps => (list, steps)))),
                input =>
                {
                    var bytes = input.list.SelectMany(body => Support.RawPeer.Frame(body)).ToArray();
                    var (read, fault) = ReadCutAsync(bytes, [.. input.steps]).GetAwaiter().GetResult();
                    return fault == FrameFault.None && read.SequenceEqual(input.list, StringComparer.Ordinal);
                }
            )
        );
    }

    [Fact]
    public async Task Each_single_cut_of_a_stream_reads_the_same()
    {
        byte[] bytes =
        [
            .. Support.RawPeer.Frame("{\"a\":1}"),
            .. Support.RawPeer.Frame(""),
            .. Support.RawPeer.Frame("[]"),
        ];
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var (bodies, fault) = await ReadCutAsync(bytes, [cut, bytes.Length]);

            Assert.Equal(["{\"a\":1}", "", "[]"], bodies);
            Assert.Equal(FrameFault.None, fault);
        }
    }

    [Fact]
    public async Task A_stream_that_ends_between_frames_has_ended_and_one_that_ends_within_one_is_cut()
    {
        var frame = Support.RawPeer.Frame("{\"a\":1}");
        for (var length = 0; length <= frame.Length; length++)
        {
            var (_, fault) = await ReadAllAsync(frame[..length]);

            Assert.Equal(length == 0 || length == frame.Length ? FrameFault.None : FrameFault.Truncated, fault);
        }
    }

    [Fact]
    public async Task Waiting_stops_when_it_is_cancelled()
    {
        using var reader = new FrameReader(new Pipe().Reader, FrameLimits.Default);
        using var cancellation = new CancellationTokenSource();
        var read = reader.ReadAsync(cancellation.Token).AsTask();
        Assert.False(read.IsCompleted);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Task<(List<string> Bodies, FrameFault Fault)> ReadAllAsync(
        byte[] bytes,
        FrameLimits? limits = null
    ) => ReadAsync(PipeReader.Create(new ReadOnlySequence<byte>(bytes)), limits ?? FrameLimits.Default);

    private static async Task<(List<string> Bodies, FrameFault Fault)> ReadCutAsync(byte[] bytes, int[] steps)
    {
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16, pauseWriterThreshold: 0));
        var reading = ReadAsync(pipe.Reader, FrameLimits.Default);
        for (int at = 0, step = 0; at < bytes.Length; step++)
        {
            var length = Math.Min(steps.Length == 0 ? bytes.Length : steps[step % steps.Length], bytes.Length - at);
            await pipe.Writer.WriteAsync(bytes.AsMemory(at, length));
            at += length;
        }

        await pipe.Writer.CompleteAsync();
        return await reading;
    }

    private static async Task<(List<string> Bodies, FrameFault Fault)> ReadAsync(PipeReader pipe, FrameLimits limits)
    {
        using var reader = new FrameReader(pipe, limits);
        var bodies = new List<string>();
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            if (!read.HasBody)
            {
                return (bodies, read.Fault);
            }

            bodies.Add(Encoding.UTF8.GetString(read.Body.Span));
        }
    }
}
