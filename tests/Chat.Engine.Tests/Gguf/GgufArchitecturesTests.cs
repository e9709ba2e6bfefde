using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufArchitecturesTests
{
    [Theory]
    [InlineData("clip", "the image or sound part of a model")]
    [InlineData("bert", "an embedding model")]
    [InlineData("modern-bert", "an embedding model")]
    [InlineData("nomic-bert", "an embedding model")]
    [InlineData("nomic-bert-moe", "an embedding model")]
    [InlineData("neo-bert", "an embedding model")]
    [InlineData("jina-bert-v2", "an embedding model")]
    [InlineData("jina-bert-v3", "an embedding model")]
    [InlineData("eurobert", "an embedding model")]
    [InlineData("gemma-embedding", "an embedding model")]
    [InlineData("llama-embed", "an embedding model")]
    [InlineData("t5", "an encoder-decoder model")]
    [InlineData("t5encoder", "an embedding model")]
    [InlineData("dream", "a diffusion model")]
    [InlineData("llada", "a diffusion model")]
    [InlineData("llada-moe", "a diffusion model")]
    [InlineData("rnd1", "a diffusion model")]
    [InlineData("wavtokenizer-dec", "a speech model")]
    [InlineData("eagle3", "a draft model")]
    public void Architecture_that_llama_cpp_runs_in_another_way_is_refused(string architecture, string kind)
    {
        var refusal = GgufModels.AssertRefused(
            ChatErrorKind.ModelUnsupported,
            $"is {kind}",
            ("general.architecture", architecture)
        );
        Assert.Contains($"(architecture \"{architecture}\")", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("qwen3")]
    [InlineData("mamba")]
    [InlineData("an-architecture-of-next-year")]
    public void Any_other_architecture_passes(string architecture)
    {
        Assert.Null(GgufArchitectures.WhyNotChat(architecture));
        GgufModels.AssertPasses(("general.architecture", architecture));
    }
}
