namespace Chat.Http.Tests.Lines;

/// <summary>A body made as it is read: a start, one byte over and over, an end.</summary>
/// <param name="start">What comes first.</param>
/// <param name="filler">What is repeated.</param>
/// <param name="count">How often.</param>
/// <param name="end">What comes last.</param>
internal sealed class EndlessStream(byte[] start, byte filler, long count, byte[] end) : ReadOnlyStream
{
    /// <summary>How many bytes were read.</summary>
    public long Pulled { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var fillerEnd = start.Length + count;
        var size = 0;
        if (Pulled < start.Length)
        {
            size = Math.Min(buffer.Length, start.Length - (int)Pulled);
            start.AsSpan((int)Pulled, size).CopyTo(buffer);
        }
        else if (Pulled < fillerEnd)
        {
            size = (int)Math.Min(buffer.Length, fillerEnd - Pulled);
            buffer[..size].Fill(filler);
        }
        else
        {
            var at = (int)(Pulled - fillerEnd);
            size = Math.Min(buffer.Length, end.Length - at);
            end.AsSpan(at, size).CopyTo(buffer);
        }

        Pulled += size;
        return size;
    }
}
