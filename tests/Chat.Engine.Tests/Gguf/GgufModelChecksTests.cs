using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufModelChecksTests
{
    [Fact]
    public void Small_model_passes() =>
        GgufModelChecks.Check(GgufFiles.Read(GgufFiles.Small().Build()), new GgufFaults("some.gguf"));

    [Fact]
    public void File_without_architecture_is_refused() =>
        GgufModels.AssertRefused(ChatErrorKind.ModelInvalid, "general.architecture", ("general.architecture", null));

    [Fact]
    public void File_without_tensors_is_refused()
    {
        var header = GgufFiles.Read(new GgufBuilder().Set("general.architecture", "llama").Build());
        var refusal = Assert.Throws<ChatException>(() =>
            GgufModelChecks.CheckTensors(header, new GgufFaults("some.gguf"))
        );
        GgufFiles.AssertWellWorded(refusal, "\"some.gguf\"");
        Assert.Equal(ChatErrorKind.ModelUnsupported, refusal.Kind);
        Assert.Contains("holds no tensors", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adapter_is_refused() =>
        GgufModels.AssertRefused(ChatErrorKind.ModelUnsupported, "\"adapter\"", ("general.type", "adapter"));

    [Fact]
    public void Image_part_is_refused() =>
        GgufModels.AssertRefused(
            ChatErrorKind.ModelUnsupported,
            "image or sound part",
            ("general.architecture", "clip")
        );

    [Fact]
    public void Model_that_reads_both_ways_is_refused() =>
        GgufModels.AssertRefused(
            ChatErrorKind.ModelUnsupported,
            "reads texts in both directions",
            ("llama.attention.causal", false)
        );

    [Fact]
    public void Model_that_reads_one_way_passes() => GgufModels.AssertPasses(("llama.attention.causal", true));
}
