using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufModelChecksTests
{
    private static readonly string[] Texts = ["a", "b", "c", "d"];

    [Fact]
    public void Small_model_passes() => Check(GgufFiles.Small());

    [Fact]
    public void Longer_lists_than_the_vocabulary_pass() =>
        Check(Model().Set("tokenizer.ggml.tokens", Texts).Set("tokenizer.ggml.token_type", new int[5]));

    [Fact]
    public void File_without_architecture_is_refused() =>
        AssertRefused(new GgufBuilder().Tensor("t", 8), ChatErrorKind.ModelInvalid, "general.architecture");

    [Fact]
    public void File_without_tensors_is_refused() =>
        AssertRefused(
            new GgufBuilder().Set("general.architecture", "llama"),
            ChatErrorKind.ModelUnsupported,
            "holds no tensors"
        );

    [Fact]
    public void Adapter_is_refused() =>
        AssertRefused(Model().Set("general.type", "adapter"), ChatErrorKind.ModelUnsupported, "\"adapter\"");

    [Fact]
    public void Image_part_is_refused() =>
        AssertRefused(
            new GgufBuilder().Set("general.architecture", "clip").Tensor("t", 8),
            ChatErrorKind.ModelUnsupported,
            "image part"
        );

    public static TheoryData<string, object> BrokenLists =>
        new()
        {
            { "tokenizer.ggml.tokens", 4u },
            { "tokenizer.ggml.tokens", new int[4] },
            { "tokenizer.ggml.merges", new int[4] },
            { "tokenizer.ggml.merges", "a b" },
            { "tokenizer.ggml.scores", Texts },
            { "tokenizer.ggml.scores", new byte[4] },
            { "tokenizer.ggml.token_type", new ushort[4] },
            { "tokenizer.ggml.precompiled_charsmap", Texts },
            { "tokenizer.ggml.suppress_tokens", new long[4] },
        };

    [Theory]
    [MemberData(nameof(BrokenLists), DisableDiscoveryEnumeration = true)]
    public void List_of_another_type_is_refused(string key, object value) =>
        AssertRefused(Model().Set(key, value), ChatErrorKind.ModelInvalid, $"{key} is not a list of");

    [Theory]
    [InlineData("tokenizer.ggml.scores")]
    [InlineData("tokenizer.ggml.token_type")]
    public void List_shorter_than_the_vocabulary_is_refused(string key) =>
        AssertRefused(
            Model().Set("tokenizer.ggml.tokens", Texts).Set(key, new int[3]),
            ChatErrorKind.ModelInvalid,
            $"{key} has 3 elements for 4 tokens"
        );

    private static GgufBuilder Model() => new GgufBuilder().Set("general.architecture", "llama").Tensor("t", 8);

    private static void Check(GgufBuilder builder) =>
        GgufModelChecks.Check(GgufFiles.Read(builder.Build()), new GgufFaults("some.gguf"));

    private static void AssertRefused(GgufBuilder builder, ChatErrorKind kind, string piece)
    {
        var refusal = Assert.Throws<ChatException>(() => Check(builder));
        GgufFiles.AssertWellWorded(refusal, "\"some.gguf\"");
        Assert.Equal(kind, refusal.Kind);
        Assert.Contains(piece, refusal.Message, StringComparison.Ordinal);
    }
}
