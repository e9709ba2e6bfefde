using System.Reflection;
using System.Runtime.InteropServices;
using Chat.Core.Errors;

namespace Chat.Engine.Native;

/// <summary>Checks, before the first call, that the loaded libraries export every function that <see cref="NativeMethods"/> imports.</summary>
internal static class NativeExports
{
    /// <summary>Checks every import.</summary>
    /// <param name="modules">The loaded library for each library name.</param>
    /// <exception cref="ChatException">A function is missing: kind <see cref="ChatErrorKind.EngineCrashed"/>.</exception>
    public static void CheckAll(IReadOnlyDictionary<string, nint> modules)
    {
        foreach (var method in typeof(NativeMethods).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (
                method.GetCustomAttribute<LibraryImportAttribute>() is { EntryPoint: { } entryPoint } import
                && !NativeLibrary.TryGetExport(modules[import.LibraryName], entryPoint, out _)
            )
            {
                throw MissingFunction(entryPoint);
            }
        }
    }

    /// <summary>The error for a function that the libraries lack.</summary>
    /// <param name="name">The function.</param>
    public static ChatException MissingFunction(string name) =>
        new(
            ChatErrorKind.EngineCrashed,
            $"The llama.cpp library has no function {name}, so it is of a release this build does not know.",
            "Use the llama.cpp libraries this build was made for, or update chatd."
        );
}
