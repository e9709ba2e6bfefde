using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using Chat.Core.Json;
using Chat.Core.Requests;

namespace Chat.Core.Tests.Support;

/// <summary>Finds the properties of the wire types that no value of a set of objects uses.</summary>
internal sealed class FieldCoverage
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>Where a field was found that has no type.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Walks an object and all that hangs on it.</summary>
    public void Visit(object? value)
    {
        switch (value)
        {
            case null or string:
                return;
            case StopSequences or not IEnumerable when IsWire(value.GetType()):
                VisitFields(value);
                return;
            case IEnumerable list:
                foreach (var item in list)
                {
                    Visit(item);
                }

                return;
            default:
                return;
        }
    }

    /// <summary>The properties of a type, and of the types of its properties, that no object visited had a value for.</summary>
    public IReadOnlyList<string> Missing(Type root)
    {
        var types = new HashSet<Type>();
        Reach(root, types);
        return
        [
            .. types
                .SelectMany(type => Fields(type).Select(field => Name(type, field)))
                .Where(name => !_seen.Contains(name)),
        ];
    }

    private void VisitFields(object value)
    {
        var type = value.GetType();
        foreach (var field in Fields(type))
        {
            var held = field.GetValue(value);
            if (held is not null && !held.Equals(Activator.CreateInstance(Leaf(field.PropertyType))))
            {
                _seen.Add(Name(type, field));
            }

            Visit(held);
        }

        if (type.GetProperty("ExtensionData")?.GetValue(value) is IDictionary { Count: > 0 } extras)
        {
            foreach (var name in extras.Keys)
            {
                _unknown.Add($"{type.Name}.{name}");
            }
        }
    }

    private static void Reach(Type type, HashSet<Type> types)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Reach(argument, types);
            }
        }
        else if (IsWire(type) && types.Add(type))
        {
            foreach (var field in Fields(type))
            {
                Reach(field.PropertyType, types);
            }
        }
    }

    // Those on the wire; of a union, which has none, all of its forms. Aliases that are read only have no value.
    private static IEnumerable<PropertyInfo> Fields(Type type)
    {
        var named = type.GetProperties(Own)
            .Where(field => field.GetCustomAttribute<JsonPropertyNameAttribute>() is { Name: not "function_calls" })
            .ToList();
        return named.Count > 0
            ? named
            : type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(field => field.GetIndexParameters().Length == 0 && field.Name is not "Count");
    }

    private static bool IsWire(Type type) =>
        type.Assembly == typeof(ChatJson).Assembly
        && !type.IsEnum
        && !type.GetInterfaces()
            .Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenVocabulary<>));

    // A value type's own default says nothing; of a class, any object will do.
    private static Type Leaf(Type type) => type.IsValueType ? type : typeof(object);

    private static string Name(Type type, PropertyInfo field) => $"{type.Name}.{field.Name}";
}
