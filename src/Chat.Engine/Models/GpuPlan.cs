using Chat.Engine.Native;

namespace Chat.Engine.Models;

/// <summary>Decides how many layers of a model go on GPUs: all when they fit, else as many as fit, none without a GPU.</summary>
internal static class GpuPlan
{
    /// <summary>llama.cpp's word for all layers.</summary>
    public const int AllLayers = -1;

    // A GPU also holds work buffers, and its free memory is shared with other programs.
    private const double UsableShare = 0.9;

    /// <summary>Decides.</summary>
    /// <param name="devices">The devices there are.</param>
    /// <param name="weightBytes">The size of the model's weights.</param>
    /// <param name="cacheBytes">The size of the cache of keys and values at the wanted context length.</param>
    /// <param name="layers">How many layers the model has.</param>
    /// <returns>A number of layers, or <see cref="AllLayers"/>.</returns>
    public static int Layers(IReadOnlyList<LlamaDevice> devices, long weightBytes, long cacheBytes, int layers)
    {
        var usable = FreeBytes(devices) * UsableShare;
        var needed = (double)weightBytes + cacheBytes;
        if (usable <= 0)
        {
            return 0;
        }

        return needed <= usable ? AllLayers : (int)Math.Floor(layers * (usable / needed));
    }

    // llama.cpp leaves integrated GPUs alone where there is another one.
    private static long FreeBytes(IReadOnlyList<LlamaDevice> devices)
    {
        var discrete = false;
        foreach (var device in devices)
        {
            discrete |= device.IsGpu && !device.IsIntegrated;
        }

        var free = 0L;
        foreach (var device in devices)
        {
            if (device.IsGpu && !(discrete && device.IsIntegrated))
            {
                free += device.FreeBytes;
            }
        }

        return free;
    }
}
