using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Chat.Engine.Models;

/// <summary>Hears from the native side how far a load is, and can stop it.</summary>
/// <param name="progress">Told how far it is; null when nobody asks.</param>
/// <param name="cancellationToken">Stops the load.</param>
internal sealed unsafe class LoadWatch(IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>The function to give as <c>progress_callback</c>; its data is a <see cref="GCHandle"/> of a watch.</summary>
    public static delegate* unmanaged[Cdecl]<float, nint, byte> Callback => &Report;

    /// <summary>Throws what the listener threw, if it did; to be called when the native side has returned.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <summary>Tells the listener how far it is.</summary>
    /// <param name="fraction">How much is done, 0 to 1.</param>
    /// <returns>False to stop the load.</returns>
    internal bool GoesOn(float fraction)
    {
        try
        {
            progress?.Report(new EngineProgress(EngineStage.Load, Math.Clamp(fraction, 0, 1)));
        }
        catch (Exception error)
        {
            // An exception must not cross native frames: it stops the load and is thrown again behind them.
            _failure = ExceptionDispatchInfo.Capture(error);
        }

        return _failure is null && !cancellationToken.IsCancellationRequested;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte Report(float fraction, nint data)
    {
        var watch = (LoadWatch)GCHandle.FromIntPtr(data).Target!;
        return watch.GoesOn(fraction) ? (byte)1 : (byte)0;
    }
}
