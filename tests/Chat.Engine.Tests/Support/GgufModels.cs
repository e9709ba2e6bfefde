using Chat.Core.Errors;
using Chat.Engine.Gguf;

namespace Chat.Engine.Tests.Support;

/// <summary>The least that passes for a chat model, with changes, and what the checks of a model say of it.</summary>
internal static class GgufModels
{
    private static readonly string[] Tokens = ["a", "b", "c", "d"];

    /// <summary>A model; a change sets a key, or takes it away with null.</summary>
    public static GgufHeader Header(params (string Key, object? Value)[] changes)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["general.architecture"] = "llama",
            ["tokenizer.ggml.model"] = "llama",
            [GgufHeader.TokensKey] = Tokens,
        };
        foreach (var (key, value) in changes)
        {
            entries[key] = value;
        }

        var builder = new GgufBuilder().Tensor("t", 8);
        foreach (var (key, value) in entries.Where(entry => entry.Value is not null))
        {
            builder.Set(key, value!);
        }

        return GgufFiles.Read(builder.Build());
    }

    /// <summary>Checks a model that must pass.</summary>
    public static void AssertPasses(params (string Key, object? Value)[] changes) =>
        GgufModelChecks.Check(Header(changes), new GgufFaults("some.gguf"));

    /// <summary>Checks a model that must be refused.</summary>
    public static ChatException AssertRefused(
        ChatErrorKind kind,
        string piece,
        params (string Key, object? Value)[] changes
    )
    {
        var refusal = Assert.Throws<ChatException>(() => AssertPasses(changes));
        GgufFiles.AssertWellWorded(refusal, "\"some.gguf\"");
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains(piece, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }
}
