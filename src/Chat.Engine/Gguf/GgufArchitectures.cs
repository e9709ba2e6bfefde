namespace Chat.Engine.Gguf;

/// <summary>
/// The architectures that llama.cpp has and that do not write text token after token. Asked to do so it aborts the process, or computes
/// nothing of use. A name that is not here passes: a newer release may know it, and one that does not says so by itself.
/// </summary>
internal static class GgufArchitectures
{
    private const string Part = "the image or sound part of a model";
    private const string Embedding = "an embedding model";
    private const string EncoderDecoder = "an encoder-decoder model";
    private const string Diffusion = "a diffusion model";
    private const string Speech = "a speech model";
    private const string Draft = "a draft model, which only guesses ahead for another";

    private static readonly (string Name, string Kind)[] NotForChat =
    [
        ("clip", Part),
        ("bert", Embedding),
        ("modern-bert", Embedding),
        ("nomic-bert", Embedding),
        ("nomic-bert-moe", Embedding),
        ("neo-bert", Embedding),
        ("jina-bert-v2", Embedding),
        ("jina-bert-v3", Embedding),
        ("eurobert", Embedding),
        ("gemma-embedding", Embedding),
        ("llama-embed", Embedding),
        ("t5encoder", Embedding),
        ("t5", EncoderDecoder),
        ("dream", Diffusion),
        ("llada", Diffusion),
        ("llada-moe", Diffusion),
        ("rnd1", Diffusion),
        ("wavtokenizer-dec", Speech),
        ("qwen3tts", Speech),
        ("pockettts", Speech),
        ("eagle3", Draft),
        ("dflash", Draft),
        ("gemma4-assistant", Draft),
    ];

    /// <summary>What a model of an architecture is in place of a chat model, such as <c>an embedding model</c>; null when nothing speaks against it.</summary>
    /// <param name="architecture">The value of <c>general.architecture</c>.</param>
    public static string? WhyNotChat(string architecture)
    {
        foreach (var (name, kind) in NotForChat)
        {
            if (string.Equals(name, architecture, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        return null;
    }
}
