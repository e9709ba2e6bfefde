using System.Text;

namespace Benchmarks;

/// <summary>The body of a streamed answer as OpenAI sends it: small chunks, one choice.</summary>
internal static class RecordedStream
{
    /// <summary>The chunks of it.</summary>
    public const int Chunks = 1000;

    /// <summary>The text that it holds.</summary>
    public static string Text { get; } = string.Concat(Enumerable.Range(0, Chunks).Select(Word));

    /// <summary>Its bytes.</summary>
    public static byte[] Body { get; } =
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Chunks).Select(Event)) + "data: [DONE]\n\n");

    private static string Word(int number) => number % 10 == 0 ? " héllo 😀" : " token";

    private static string Event(int number) =>
        $$$"""
            data: {"id":"chatcmpl-BxYz0123456789abcdefgh","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4.1-mini-2025-04-14",
            "service_tier":"default","system_fingerprint":"fp_0123456789","choices":[{"index":0,"delta":{"content":"{{{Word(
                number
            )}}}"},
            "logprobs":null,"finish_reason":{{{(
                number == Chunks - 1 ? "\"stop\"" : "null"
            )}}}}],"usage":null,"obfuscation":"a{{{number % 10}}}BcDeFgHi"}
            """.ReplaceLineEndings(
            ""
        ) + "\n\n";
}
