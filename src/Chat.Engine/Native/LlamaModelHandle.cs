using System.Runtime.InteropServices;

namespace Chat.Engine.Native;

/// <summary>Owns a loaded model. Contexts and vocabularies hold a reference on it, so it is freed only after the last of them.</summary>
internal sealed class LlamaModelHandle : SafeHandle
{
    /// <summary>Takes ownership of a model.</summary>
    /// <param name="model">What <c>llama_model_load_from_file</c> returned; zero makes an invalid handle.</param>
    public LlamaModelHandle(nint model)
        : base(0, ownsHandle: true) => SetHandle(model);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.ModelFree(handle);
        return true;
    }
}
