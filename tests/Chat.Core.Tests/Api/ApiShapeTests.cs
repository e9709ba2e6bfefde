using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Chat.Core.Backends;

namespace Chat.Core.Tests.Api;

public sealed class ApiShapeTests
{
    private static readonly Assembly Core = typeof(IChatBackend).Assembly;

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    // Encodes text for HTML, and stands in a namespace of IO all the same.
    private const string HtmlText = "System.Net.WebUtility.";

    private const string Surroundings = "System.Environment.";

    // What the compiler makes of an asynchronous iterator asks for it; it tells nothing of the machine.
    private const string ThreadId = "System.Environment.get_CurrentManagedThreadId";

    private static readonly string[] Io =
    [
        "System.IO.",
        "System.Net.",
        "System.Console.",
        "System.Random.",
        "System.TimeProvider.",
        "System.DateTime",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Threading.Thread.",
        "System.Runtime.InteropServices.NativeLibrary.",
    ];

    [Fact]
    public void Every_public_type_is_sealed_static_abstract_an_interface_or_a_value() =>
        Assert.All(
            Core.GetExportedTypes(),
            type =>
                Assert.True(
                    type.IsSealed || type.IsInterface || type.IsValueType || type.IsAbstract,
                    $"{type} can be derived from and was not made for it."
                )
        );

    [Fact]
    public void Every_asynchronous_method_takes_a_token()
    {
        var methods = Core.GetTypes()
            .SelectMany(type => type.GetMethods(Everything))
            .Where(method => IsAsynchronous(method.ReturnType) && method.DeclaringType!.Assembly == Core)
            .Where(method => !typeof(IAsyncStateMachine).IsAssignableFrom(method.DeclaringType))
            .Where(method =>
                !string.Equals(method.Name, nameof(IAsyncDisposable.DisposeAsync), StringComparison.Ordinal)
            )
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
        var used = UsedBy(Core);

        Assert.Contains("System.String.Concat", used, StringComparer.Ordinal);
        Assert.DoesNotContain(used, IsIo);
    }

    [Fact]
    public void The_check_for_io_finds_it_where_there_is_some()
    {
        var used = UsedBy(typeof(ApiShapeTests).Assembly);

        Assert.Contains(used, name => name.StartsWith("System.IO.File.", StringComparison.Ordinal) && IsIo(name));
        Assert.True(IsIo("System.Environment.get_MachineName"));
        Assert.False(IsIo(ThreadId));
    }

    // Members, and types by their name with a dot at the end, for a type may be used without naming a member.
    private static List<string> UsedBy(Assembly assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly.Location));
        var metadata = image.GetMetadataReader();
        string Name(TypeReference type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.";
        return
        [
            .. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(Name),
            .. metadata
                .MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member =>
                    Name(metadata.GetTypeReference((TypeReferenceHandle)member.Parent))
                    + metadata.GetString(member.Name)
                ),
        ];
    }

    private static bool IsIo(string name) =>
        Io.Any(room => name.StartsWith(room, StringComparison.Ordinal))
            && !name.StartsWith(HtmlText, StringComparison.Ordinal)
        || (
            name.StartsWith(Surroundings, StringComparison.Ordinal)
            && !string.Equals(name, Surroundings, StringComparison.Ordinal)
            && !string.Equals(name, ThreadId, StringComparison.Ordinal)
        );

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
