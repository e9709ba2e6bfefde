using Chat.Core.Errors;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufShapeChecksTests
{
    private static readonly uint[] TooManyInALayer = [2, 9];
    private static readonly uint[] PerLayer = [2, 4, 0];

    [Theory]
    [InlineData(0u)]
    [InlineData(513u)]
    [InlineData(uint.MaxValue)]
    public void Number_of_layers_that_llama_cpp_aborts_on_is_refused(uint layers) =>
        GgufModels.AssertRefused(
            ChatErrorKind.ModelInvalid,
            $"llama.block_count is {layers}, not 1 to 512",
            ("llama.block_count", layers)
        );

    [Theory]
    [InlineData(1u)]
    [InlineData(512u)]
    public void Number_of_layers_within_the_bounds_passes(uint layers) =>
        GgufModels.AssertPasses(("llama.block_count", layers), ("llama.nextn_predict_layers", layers));

    [Fact]
    public void More_layers_that_look_ahead_than_layers_are_refused() =>
        GgufModels.AssertRefused(
            ChatErrorKind.ModelInvalid,
            "llama.nextn_predict_layers is 3",
            ("llama.block_count", 2u),
            ("llama.nextn_predict_layers", 3u)
        );

    public static TheoryData<uint?, object?, uint?, uint?> ImpossibleExperts =>
        new()
        {
            { 1025, 1u, null, null },
            { 8, 9u, null, null },
            { 8, null, null, null },
            { 8, 0u, null, null },
            { 8, TooManyInALayer, null, null },
            { null, 2u, null, null },
            { null, null, 2, null },
            { 8, 2u, 8, 1 },
            { 8, 2u, 3, 1 },
            { 8, 2u, 4, null },
            { 8, 2u, 4, 4 },
        };

    [Theory]
    [MemberData(nameof(ImpossibleExperts), DisableDiscoveryEnumeration = true)]
    public void Numbers_of_experts_that_llama_cpp_aborts_on_are_refused(
        uint? count,
        object? used,
        uint? groups,
        uint? groupsUsed
    ) =>
        GgufModels.AssertRefused(
            ChatErrorKind.ModelInvalid,
            "numbers of experts",
            ("llama.expert_count", count),
            ("llama.expert_used_count", used),
            ("llama.expert_group_count", groups),
            ("llama.expert_group_used_count", groupsUsed)
        );

    public static TheoryData<uint?, object?, uint?, uint?> PossibleExperts =>
        new()
        {
            { null, null, null, null },
            { 0, 0u, null, null },
            { 8, 8u, null, null },
            { 8, PerLayer, 1, null },
            { 8, 2u, 4, 2 },
            { 1024, 1u, 0, 0 },
        };

    [Theory]
    [MemberData(nameof(PossibleExperts), DisableDiscoveryEnumeration = true)]
    public void Numbers_of_experts_that_fit_pass(uint? count, object? used, uint? groups, uint? groupsUsed) =>
        GgufModels.AssertPasses(
            ("llama.expert_count", count),
            ("llama.expert_used_count", used),
            ("llama.expert_group_count", groups),
            ("llama.expert_group_used_count", groupsUsed)
        );

    [Fact]
    public void Dense_hunyuan_models_name_one_expert_and_pass() =>
        GgufModels.AssertPasses(
            ("general.architecture", "hunyuan-dense"),
            ("hunyuan-dense.expert_count", 1u),
            ("hunyuan-dense.expert_used_count", 8u)
        );

    [Fact]
    public void Unknown_way_to_stretch_the_context_is_refused() =>
        GgufModels.AssertRefused(ChatErrorKind.ModelUnsupported, "\"su\"", ("llama.rope.scaling.type", "su"));

    [Theory]
    [InlineData("none")]
    [InlineData("linear")]
    [InlineData("yarn")]
    [InlineData("longrope")]
    public void Known_way_to_stretch_the_context_passes(string type) =>
        GgufModels.AssertPasses(("llama.rope.scaling.type", type));
}
