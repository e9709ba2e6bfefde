using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chat.Engine.Models;

/// <summary>Hears from the native side how far a load is, and can stop it.</summary>
/// <param name="progress">Told how far it is; null when nobody asks.</param>
/// <param name="cancellationToken">Stops the load.</param>
internal sealed unsafe class LoadWatch(IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>The function to give as <c>progress_callback</c>; its data is a <see cref="GCHandle"/> of a watch.</summary>
    public static delegate* unmanaged[Cdecl]<float, nint, byte> Callback => &Report;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte Report(float fraction, nint data)
    {
        var watch = (LoadWatch)GCHandle.FromIntPtr(data).Target!;
        return watch.GoesOn(fraction) ? (byte)1 : (byte)0;
    }

    private bool GoesOn(float fraction)
    {
        progress?.Report(new EngineProgress(EngineStage.Load, Math.Clamp(fraction, 0, 1)));
        return !cancellationToken.IsCancellationRequested;
    }
}
