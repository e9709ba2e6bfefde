using System.Reflection;
using System.Runtime.InteropServices;
using Chat.Core.Errors;
using Chat.Engine.Native;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Native;

[Collection(EngineCollection.Name)]
public sealed class NativeExportsTests
{
    [Fact]
    public void Every_import_is_one_that_the_check_sees()
    {
        var imports = typeof(NativeMethods)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Count(method => method.GetCustomAttribute<LibraryImportAttribute>() is not null);

        // The attribute must survive compilation, or the check would look at nothing and always pass.
        Assert.InRange(imports, 30, 200);
    }

    [Fact]
    public void A_library_without_the_functions_is_refused_by_the_name_of_the_first()
    {
        var other = NativeLibrary.GetMainProgramHandle();
        var modules = new[] { NativeMethods.Llama, NativeMethods.Ggml, NativeMethods.GgmlBase };

        var error = Assert.Throws<ChatException>(() =>
            NativeExports.CheckAll(modules.ToDictionary(name => name, _ => other, StringComparer.Ordinal))
        );

        Assert.Equal(ChatErrorKind.EngineCrashed, error.Kind);
        Assert.Contains("has no function llama_", error.Message, StringComparison.Ordinal);
    }
}
