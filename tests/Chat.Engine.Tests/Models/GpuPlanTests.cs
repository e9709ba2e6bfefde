using Chat.Engine.Models;
using Chat.Engine.Native;

namespace Chat.Engine.Tests.Models;

public sealed class GpuPlanTests
{
    private const long GiB = 1L << 30;

    private static readonly LlamaDevice Cpu = new("CPU", "", IsGpu: false, IsIntegrated: false, 64 * GiB, 64 * GiB);

    [Fact]
    public void Without_a_GPU_no_layer_goes_to_one() => Assert.Equal(0, GpuPlan.Layers([Cpu], GiB, GiB, 32));

    [Fact]
    public void What_fits_goes_whole() =>
        Assert.Equal(GpuPlan.AllLayers, GpuPlan.Layers([Cpu, Gpu(10 * GiB)], 8 * GiB, GiB, 32));

    [Fact]
    public void What_does_not_fit_goes_in_part() => Assert.Equal(14, GpuPlan.Layers([Gpu(4 * GiB)], 7 * GiB, GiB, 32));

    [Fact]
    public void Two_GPUs_count_together() =>
        Assert.Equal(GpuPlan.AllLayers, GpuPlan.Layers([Gpu(5 * GiB), Gpu(5 * GiB)], 8 * GiB, GiB, 32));

    [Fact]
    public void A_full_GPU_takes_none() => Assert.Equal(0, GpuPlan.Layers([Gpu(0)], GiB, GiB, 32));

    [Fact]
    public void An_integrated_GPU_beside_another_one_does_not_count() =>
        Assert.Equal(14, GpuPlan.Layers([Integrated(40 * GiB), Gpu(4 * GiB), Cpu], 7 * GiB, GiB, 32));

    [Fact]
    public void An_integrated_GPU_does_not_count_beside_a_full_one() =>
        Assert.Equal(0, GpuPlan.Layers([Gpu(0), Integrated(40 * GiB)], 7 * GiB, GiB, 32));

    [Fact]
    public void Integrated_GPUs_alone_count() =>
        Assert.Equal(GpuPlan.AllLayers, GpuPlan.Layers([Cpu, Integrated(10 * GiB)], 8 * GiB, GiB, 32));

    private static LlamaDevice Gpu(long free) => new("CUDA0", "", IsGpu: true, IsIntegrated: false, free, 10 * GiB);

    private static LlamaDevice Integrated(long free) =>
        new("Vulkan0", "", IsGpu: true, IsIntegrated: true, free, 40 * GiB);
}
