using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufVocabularyChecksTests
{
    private const string Tokenizer = "tokenizer.ggml.model";
    private const string AddsBegin = "tokenizer.ggml.add_bos_token";
    private const string BeginId = "tokenizer.ggml.bos_token_id";

    private static readonly string[] Texts = ["a", "b", "c", "d"];

    [Fact]
    public void Longer_lists_than_the_vocabulary_pass() =>
        GgufModels.AssertPasses(("tokenizer.ggml.token_type", new int[5]));

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
        GgufModels.AssertRefused(ChatErrorKind.ModelInvalid, $"{key} is not a list of", (key, value));

    [Theory]
    [InlineData("tokenizer.ggml.scores")]
    [InlineData("tokenizer.ggml.token_type")]
    public void List_shorter_than_the_vocabulary_is_refused(string key) =>
        GgufModels.AssertRefused(ChatErrorKind.ModelInvalid, $"{key} has 3 elements for 4 tokens", (key, new int[3]));

    [Theory]
    [InlineData("none")]
    [InlineData("no_vocab")]
    public void Model_without_a_vocabulary_is_refused(string tokenizer) =>
        GgufModels.AssertRefused(ChatErrorKind.ModelUnsupported, "holds no vocabulary", (Tokenizer, tokenizer));

    [Theory]
    [InlineData(null)]
    [InlineData(7u)]
    public void Model_that_names_no_tokenizer_is_refused(object? tokenizer) =>
        GgufModels.AssertRefused(ChatErrorKind.ModelUnsupported, "names no tokenizer", (Tokenizer, tokenizer));

    [Theory]
    [InlineData("bert")]
    [InlineData("test")]
    public void Tokenizer_that_cannot_write_answers_is_refused(string tokenizer) =>
        GgufModels.AssertRefused(
            ChatErrorKind.ModelUnsupported,
            $"has the tokenizer \"{tokenizer}\"",
            (Tokenizer, tokenizer)
        );

    [Theory]
    [InlineData("gpt2")]
    [InlineData("gemma4")]
    [InlineData("rwkv")]
    [InlineData("a-tokenizer-of-next-year")]
    public void Any_other_tokenizer_passes(string tokenizer) => GgufModels.AssertPasses((Tokenizer, tokenizer));

    [Theory]
    [InlineData("gemma4", null, null)] // has no token of its own
    [InlineData("t5", null, null)]
    [InlineData("gpt2", null, null)] // its own, 11, is outside the vocabulary
    [InlineData("gpt2", "glm4", null)]
    [InlineData("gemma4", null, 4u)] // one past the last
    [InlineData("gemma4", null, uint.MaxValue)]
    public void Vocabulary_that_adds_a_begin_token_it_does_not_have_is_refused(
        string tokenizer,
        string? preTokenizer,
        object? begin
    ) =>
        GgufModels.AssertRefused(
            ChatErrorKind.ModelInvalid,
            "begins every text with a token that it does not have",
            (Tokenizer, tokenizer),
            ("tokenizer.ggml.pre", preTokenizer),
            (AddsBegin, true),
            (BeginId, begin)
        );

    [Theory]
    [InlineData("llama", null, true)] // has its own, 1
    [InlineData("llama", 4u, true)] // llama.cpp ignores an id outside the vocabulary
    [InlineData("gemma4", 3u, true)]
    [InlineData("gemma4", 0u, true)]
    [InlineData("gemma4", null, false)]
    [InlineData("gemma4", null, null)]
    [InlineData("a-tokenizer-of-next-year", null, true)]
    public void Vocabulary_that_has_its_begin_token_or_adds_none_passes(
        string tokenizer,
        object? begin,
        object? adds
    ) => GgufModels.AssertPasses((Tokenizer, tokenizer), (AddsBegin, adds), (BeginId, begin));

    [Fact]
    public void Begin_token_of_a_long_enough_vocabulary_is_its_own() =>
        GgufModels.AssertPasses(
            (Tokenizer, "gpt2"),
            (AddsBegin, true),
            (GgufHeader.TokensKey, Enumerable.Range(0, 12).Select(token => $"t{token}").ToArray())
        );

    [Fact]
    public void Other_special_tokens_outside_the_vocabulary_pass() =>
        GgufModels.AssertPasses(
            ("tokenizer.ggml.eos_token_id", 4u),
            ("tokenizer.ggml.padding_token_id", uint.MaxValue)
        );
}
