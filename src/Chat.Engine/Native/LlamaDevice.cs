using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>A device that llama.cpp can compute on.</summary>
/// <param name="Name">Its short name, such as <c>CPU</c> or <c>CUDA0</c>.</param>
/// <param name="Description">The maker's name of it.</param>
/// <param name="IsGpu">True for a GPU, with memory of its own or shared.</param>
/// <param name="IsIntegrated">True for a GPU that is part of the processor and shares its memory.</param>
/// <param name="FreeBytes">Its free memory in bytes, at the time it was read.</param>
/// <param name="TotalBytes">Its memory in bytes.</param>
internal sealed record LlamaDevice(
    string Name,
    string Description,
    bool IsGpu,
    bool IsIntegrated,
    long FreeBytes,
    long TotalBytes
)
{
    // ggml_backend_dev_type: 1 is a GPU, 2 an integrated GPU.
    private const int Gpu = 1;
    private const int IntegratedGpu = 2;

    /// <summary>Reads all devices of the loaded library, with their memory as it is now.</summary>
    public static IReadOnlyList<LlamaDevice> ReadAll()
    {
        var count = (int)NativeMethods.DeviceCount();
        var devices = new List<LlamaDevice>(count);
        for (var index = 0; index < count; index++)
        {
            devices.Add(Read(NativeMethods.DeviceGet((nuint)index)));
        }

        return devices;
    }

    private static LlamaDevice Read(nint device)
    {
        var type = NativeMethods.DeviceType(device);
        NativeMethods.DeviceMemory(device, out var free, out var total);
        return new LlamaDevice(
            Marshal.PtrToStringUTF8(NativeMethods.DeviceName(device)) ?? "",
            Marshal.PtrToStringUTF8(NativeMethods.DeviceDescription(device)) ?? "",
            type is Gpu or IntegratedGpu,
            type == IntegratedGpu,
            (long)free,
            (long)total
        );
    }
}
