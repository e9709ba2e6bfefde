using System.Text;

namespace Chat.Testing.FakeServers;

/// <summary>One step of a reply's script.</summary>
/// <param name="Kind">What the step does.</param>
public sealed record FakeStep(FakeStepKind Kind)
{
    /// <summary>Ends the body as its framing says.</summary>
    public static FakeStep End { get; } = new(FakeStepKind.End);

    /// <summary>Closes the connection (FIN) without the end that the framing promised.</summary>
    public static FakeStep Cut { get; } = new(FakeStepKind.Cut);

    /// <summary>Resets the connection (RST); on HTTP/2 the stream.</summary>
    public static FakeStep Reset { get; } = new(FakeStepKind.Reset);

    /// <summary>Sends nothing more and waits until the client goes away.</summary>
    public static FakeStep HoldOpen { get; } = new(FakeStepKind.HoldOpen);

    /// <summary>The bytes of <see cref="FakeStepKind.Send"/>; else empty.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The gate of <see cref="FakeStepKind.Wait"/>; else null.</summary>
    public FakeGate? Gate { get; init; }

    /// <summary>Sends bytes as one write, flushed.</summary>
    public static FakeStep Send(ReadOnlyMemory<byte> bytes) => new(FakeStepKind.Send) { Bytes = bytes };

    /// <summary>Sends text in UTF-8 as one write, flushed.</summary>
    public static FakeStep Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Waits for a gate that the test opens.</summary>
    public static FakeStep Wait(FakeGate gate) => new(FakeStepKind.Wait) { Gate = gate };
}
