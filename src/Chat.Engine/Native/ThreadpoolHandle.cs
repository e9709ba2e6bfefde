using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>Owns a ggml thread pool. Contexts that compute on it hold a reference on it.</summary>
internal sealed unsafe class ThreadpoolHandle : SafeHandle
{
    private readonly delegate* unmanaged[Cdecl]<nint, void> _free;

    /// <summary>Takes ownership of a thread pool.</summary>
    /// <param name="threadpool">What <c>ggml_threadpool_new</c> returned; zero makes an invalid handle.</param>
    /// <param name="free">The CPU backend's own <c>ggml_threadpool_free</c>.</param>
    public ThreadpoolHandle(nint threadpool, delegate* unmanaged[Cdecl]<nint, void> free)
        : base(0, ownsHandle: true)
    {
        _free = free;
        SetHandle(threadpool);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _free(handle);
        return true;
    }
}
