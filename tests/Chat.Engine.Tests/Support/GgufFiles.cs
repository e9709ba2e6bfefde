using Chat.Core.Errors;
using Chat.Engine.Gguf;

namespace Chat.Engine.Tests.Support;

/// <summary>Small sound files and short ways to read any.</summary>
internal static class GgufFiles
{
    private static readonly string[] Tokens = ["a", "b", "ab"];
    private static readonly bool[] Flags = [true, false];
    private static readonly float[] Scores = [0, -1, -2];

    /// <summary>A file of two tensors that passes for a language model; or the same without the tensors.</summary>
    public static GgufBuilder Small(bool withTensors = true)
    {
        var builder = new GgufBuilder()
            .Set("general.architecture", "llama")
            .Set("general.name", "Small")
            .Set("llama.context_length", 256u)
            .Set("general.file_type", 3u)
            .Set("tokenizer.chat_template", "{{ messages }}")
            .Set("tokenizer.ggml.model", "llama")
            .Set("tokenizer.ggml.tokens", Tokens)
            .Set("tokenizer.ggml.scores", Scores)
            .Set("x.flags", Flags)
            .Set("x.ratio", 0.5);
        return withTensors
            ? builder.Tensor("token_embd.weight", 3, [64, 3], 120).Tensor("output_norm.weight", 7)
            : builder;
    }

    /// <summary>The header of a file that must be accepted.</summary>
    public static GgufHeader Read(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        return GgufReader.Read(stream, "folder/some.gguf");
    }

    /// <summary>The refusal of a file that must not be accepted.</summary>
    public static ChatException Refusal(byte[] file)
    {
        var refusal = Assert.Throws<ChatException>(() => Read(file));
        AssertWellWorded(refusal, "\"some.gguf\"");
        return refusal;
    }

    /// <summary>Holds every refusal to one sentence of what, with the file's name, and one of what to do.</summary>
    public static void AssertWellWorded(ChatException refusal, string file)
    {
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("folder/", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
        Assert.InRange(refusal.Message.Length, 20, 400);
    }
}
