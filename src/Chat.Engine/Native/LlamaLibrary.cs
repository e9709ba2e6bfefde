using System.Reflection;
using System.Runtime.InteropServices;
using Chat.Core.Errors;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Native;

/// <summary>
/// The llama.cpp that this process has loaded. There is one at most: its state is process-wide, and two releases in one process
/// collide in the libraries whose names carry no release.
/// </summary>
internal sealed unsafe class LlamaLibrary
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, nint> Modules = new(StringComparer.Ordinal);
    private static LlamaLibrary? _loaded;
    private static string? _folder;
    private static ChatException? _failure;

    private readonly delegate* unmanaged[Cdecl]<NativeThreadpoolParameters*, nint> _newThreadpool;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _freeThreadpool;

    private LlamaLibrary(LlamaLibraryFiles files)
    {
        Files = files;
        NativeMethods.LogSet(NativeLog.Callback, 0);
        ModelDefaults = NativeMethods.ModelDefaultParameters();
        ModelLayout = LayoutProbe.MatchModel(ModelDefaults);
        ContextDefaults = NativeMethods.ContextDefaultParameters();
        ContextLayout = LayoutProbe.MatchContext(ContextDefaults);
        NativeMethods.LoadAllBackends(files.Folder);
        NativeMethods.BackendInit();
        Version = ReadVersion() ?? files.Release ?? "unknown";
        CpuVariant = ReadCpuVariant();
        var cpu = NativeMethods.BackendByName("CPU");
        if (cpu == 0)
        {
            throw new ChatException(
                ChatErrorKind.EngineCrashed,
                $"The folder {files.Folder} holds no CPU backend that runs on this processor.",
                "Build again so that the libraries are fetched whole, or use a package made for this processor."
            );
        }

        _newThreadpool = (delegate* unmanaged[Cdecl]<NativeThreadpoolParameters*, nint>)CpuFunction(
            cpu,
            "ggml_threadpool_new"
        );
        _freeThreadpool = (delegate* unmanaged[Cdecl]<nint, void>)CpuFunction(cpu, "ggml_threadpool_free");
    }

    /// <summary>The files it came from.</summary>
    public LlamaLibraryFiles Files { get; }

    /// <summary>The version the library gives itself; the release in its file name when it gives none.</summary>
    public string Version { get; }

    /// <summary>The CPU backend picked for this processor, such as <c>icelake</c>; null when the library did not say.</summary>
    public string? CpuVariant { get; }

    /// <summary>Where the fields of the model parameters lie.</summary>
    public ModelParameterLayout ModelLayout { get; }

    /// <summary>Where the fields of the context parameters lie.</summary>
    public ContextParameterLayout ContextLayout { get; }

    /// <summary>The library's own model parameters, to change and pass on.</summary>
    public ParameterBlock ModelDefaults { get; }

    /// <summary>The library's own context parameters, to change and pass on.</summary>
    public ParameterBlock ContextDefaults { get; }

    /// <summary>Loads the libraries of a folder, once for the process.</summary>
    /// <param name="folder">The folder; its files are found by pattern.</param>
    /// <param name="logger">Where llama.cpp's log goes from now on; null keeps only its last lines.</param>
    /// <exception cref="ChatException">
    /// The libraries are missing (<see cref="ChatErrorKind.NotFound"/>), or cannot be loaded, or are of a release that this build does
    /// not know (<see cref="ChatErrorKind.EngineCrashed"/>).
    /// </exception>
    public static LlamaLibrary Load(string folder, ILogger? logger)
    {
        var files = LlamaLibraryFiles.Find(folder);
        lock (Gate)
        {
            if (_folder is { } loadedFolder && !string.Equals(loadedFolder, files.Folder, StringComparison.Ordinal))
            {
                throw new ChatException(
                    ChatErrorKind.EngineCrashed,
                    $"This process has loaded llama.cpp from {loadedFolder} and cannot load another from {files.Folder}.",
                    "Start another process for the other libraries."
                );
            }

            NativeLog.SendTo(logger);
            return _loaded ??= LoadFirst(files);
        }
    }

    /// <summary>Makes a thread pool.</summary>
    /// <param name="threads">How many threads, 1 to <see cref="NativeThreadpoolParameters.MaxThreads"/>.</param>
    /// <param name="poll">How long a waiting thread spins before it sleeps, 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ChatException">The pool could not be made: kind <see cref="ChatErrorKind.OutOfMemory"/>.</exception>
    public ThreadpoolHandle CreateThreadpool(int threads, int poll)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, NativeThreadpoolParameters.MaxThreads);
        ArgumentOutOfRangeException.ThrowIfNegative(poll);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(poll, 100);
        var parameters = default(NativeThreadpoolParameters);
        NativeMethods.ThreadpoolParametersInit(ref parameters, threads);
        LayoutProbe.CheckThreadpool(parameters, threads);
        parameters.Poll = (uint)poll;
        var pool = new ThreadpoolHandle(_newThreadpool(&parameters), _freeThreadpool);
        return pool.IsInvalid
            ? throw new ChatException(
                ChatErrorKind.OutOfMemory,
                $"A thread pool of {threads} threads could not be made.",
                "Ask for fewer threads."
            )
            : pool;
    }

    private static LlamaLibrary LoadFirst(LlamaLibraryFiles files)
    {
        // What is loaded once stays in the process, also when it proves unfit; so a failure is final for the process.
        if (_failure is { } failure)
        {
            throw new ChatException(failure.Kind, failure.Message, failure.Advice, failure);
        }

        _folder = files.Folder;
        try
        {
            // The order matters: each library finds those before it already loaded.
            Modules[NativeMethods.GgmlBase] = Open(files.GgmlBase);
            Modules[NativeMethods.Ggml] = Open(files.Ggml);
            Modules[NativeMethods.Llama] = Open(files.Llama);
            NativeExports.CheckAll(Modules);
            NativeLibrary.SetDllImportResolver(typeof(LlamaLibrary).Assembly, Resolve);
            return new LlamaLibrary(files);
        }
        catch (ChatException error)
        {
            _failure = error;
            throw;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        Modules.GetValueOrDefault(name);

    private static nint Open(string file)
    {
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new ChatException(
                ChatErrorKind.EngineCrashed,
                $"The library {file} cannot be loaded: {FirstLine(error.Message)}",
                "Use libraries made for this platform (Linux ones need glibc 2.34 or later), or run chatd doctor.",
                error
            );
        }
    }

    // Releases before v0.4.0 have no function that gives a version.
    private static string? ReadVersion() =>
        NativeLibrary.TryGetExport(Modules[NativeMethods.Llama], "llama_version", out var function)
            ? Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)function)())
            : null;

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    private static nint CpuFunction(nint cpu, string name) =>
        NativeMethods.BackendFunction(cpu, name) is var function and not 0
            ? function
            : throw NativeExports.MissingFunction(name);

    // The library names the backend that it chose only in its log: "load_backend: loaded CPU backend from …/libggml-cpu-icelake.so".
    private static string? ReadCpuVariant()
    {
        const string Mark = "ggml-cpu-";
        return NativeLog.LastLineWith(Mark) is { } line
            ? Path.GetFileNameWithoutExtension(line[(line.LastIndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..])
            : null;
    }
}
