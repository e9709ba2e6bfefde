namespace Chat.Engine.Native;

/// <summary>Owns a context: the cache of keys and values, and the work space of decoding.</summary>
/// <param name="context">What <c>llama_init_from_model</c> returned; zero makes an invalid handle.</param>
/// <param name="model">The model it runs.</param>
/// <param name="threadpool">The thread pool it computes on.</param>
internal sealed class LlamaContextHandle(nint context, LlamaModelHandle model, ThreadpoolHandle threadpool)
    : ChildHandle(context, NativeMethods.ContextFree, model, threadpool);
