using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>A handle that must not outlive its parents: it holds a reference on each, and gives them back after its own release.</summary>
internal abstract class ChildHandle : SafeHandle
{
    private readonly SafeHandle[] _parents;
    private readonly Action<nint> _free;

    /// <summary>Takes ownership of a native object and a reference on each parent.</summary>
    /// <param name="value">The native object; zero makes an invalid handle.</param>
    /// <param name="free">Frees the native object.</param>
    /// <param name="parents">What the object needs while it lives.</param>
    /// <exception cref="ObjectDisposedException">A parent is closed already; the native object has been freed.</exception>
    protected ChildHandle(nint value, Action<nint> free, params SafeHandle[] parents)
        : base(0, ownsHandle: true)
    {
        _free = free;
        // Only a valid handle is ever released, so only a valid one may take references.
        _parents = value == 0 ? [] : parents;
        var taken = 0;
        try
        {
            foreach (var parent in _parents)
            {
                var added = false;
                parent.DangerousAddRef(ref added);
                taken++;
            }
        }
        catch (ObjectDisposedException)
        {
            free(value);
            foreach (var parent in _parents.Take(taken))
            {
                parent.DangerousRelease();
            }

            throw;
        }

        SetHandle(value);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _free(handle);
        foreach (var parent in _parents)
        {
            parent.DangerousRelease();
        }

        return true;
    }
}
