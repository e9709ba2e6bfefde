using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Chat.Core.Backends;

namespace Chat.Core.Tests.Api;

public sealed class ApiShapeTests
{
    private static readonly Assembly Core = typeof(IChatBackend).Assembly;

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly string[] Io =
    [
        "System.IO.",
        "System.Net.",
        "System.Console.",
        "System.Environment.",
        "System.Random.",
        "System.TimeProvider.",
        "System.DateTime",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Threading.Thread.",
        "System.Runtime.InteropServices.NativeLibrary.",
    ];

    [Fact]
    public void Every_public_type_is_sealed_static_an_interface_or_a_value() =>
        Assert.All(
            Core.GetExportedTypes(),
            type => Assert.True(type.IsSealed || type.IsInterface || type.IsValueType, $"{type} can be derived from.")
        );

    [Fact]
    public void Every_asynchronous_method_takes_a_token()
    {
        var methods = Core.GetTypes()
            .SelectMany(type => type.GetMethods(Everything))
            .Where(method => IsAsynchronous(method.ReturnType) && method.DeclaringType!.Assembly == Core)
            .ToList();

        Assert.True(methods.Count >= 3);
        Assert.All(
            methods,
            method =>
                Assert.True(
                    method.GetParameters().Any(parameter => parameter.ParameterType == typeof(CancellationToken)),
                    $"{method.DeclaringType}.{method.Name} cannot be cancelled."
                )
        );
    }

    [Fact]
    public void It_references_nothing_but_the_framework()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);

        Assert.All(
            Core.GetReferencedAssemblies(),
            name => Assert.Equal(framework, Path.GetDirectoryName(Assembly.Load(name).Location))
        );
    }

    [Fact]
    public void It_does_no_io_and_has_no_clock_or_chance_of_its_own()
    {
        using var image = new PEReader(File.OpenRead(Core.Location));
        var metadata = image.GetMetadataReader();
        var used = metadata
            .TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.")
            .ToList();

        Assert.Contains("System.String.", used, StringComparer.Ordinal);
        Assert.DoesNotContain(used, name => Io.Any(room => name.StartsWith(room, StringComparison.Ordinal)));
    }

    private static bool IsAsynchronous(Type type)
    {
        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return shape == typeof(Task)
            || shape == typeof(Task<>)
            || shape == typeof(ValueTask)
            || shape == typeof(ValueTask<>)
            || shape == typeof(IAsyncEnumerable<>);
    }
}
