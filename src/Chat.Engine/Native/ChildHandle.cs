using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>A handle that must not outlive its parents: it holds a reference on each, and gives them back after its own release.</summary>
internal abstract class ChildHandle : SafeHandle
{
    private readonly SafeHandle[] _parents;

    /// <summary>Takes ownership of a native object and a reference on each parent.</summary>
    /// <param name="value">The native object; zero makes an invalid handle.</param>
    /// <param name="parents">What the object needs while it lives.</param>
    /// <exception cref="ObjectDisposedException">A parent is closed already.</exception>
    protected ChildHandle(nint value, params SafeHandle[] parents)
        : base(0, ownsHandle: true)
    {
        // Only a valid handle is ever released, so only a valid one may take references.
        _parents = value == 0 ? [] : parents;
        foreach (var parent in _parents)
        {
            var added = false;
            parent.DangerousAddRef(ref added);
        }

        SetHandle(value);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Frees the native object.</summary>
    /// <param name="value">The object.</param>
    protected abstract void Free(nint value);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Free(handle);
        foreach (var parent in _parents)
        {
            parent.DangerousRelease();
        }

        return true;
    }
}
