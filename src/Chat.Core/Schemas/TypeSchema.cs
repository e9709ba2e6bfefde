using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Core.Schemas;

/// <summary>Makes the schema of one C# type. Used once.</summary>
/// <param name="root">The type.</param>
internal sealed class TypeSchema(Type root)
{
    /// <summary>How deep types may nest.</summary>
    private const int MaxLevels = 32;

    /// <summary>How many members a type may have, those of members included: as many as OpenAI's strict mode takes.</summary>
    private const int MaxMembers = 5_000;

    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly NullabilityInfoContext _nullability = new();
    private readonly Stack<Type> _open = new();
    private readonly Dictionary<Type, string> _names = [];
    private readonly OrderedDictionary<string, PropertyDefinition> _definitions = new(StringComparer.Ordinal);
    private int _members;

    /// <summary>The schema.</summary>
    /// <exception cref="ArgumentException">The type, or one within it, has none; the message names the member.</exception>
    public PropertyDefinition Make()
    {
        var schema = Of(root, null, root.Name);
        return _definitions.Count == 0 ? schema : schema with { Definitions = _definitions };
    }

    private PropertyDefinition Of(Type type, NullabilityInfo? nullability, string path)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value, null, path).AsNullable();
        }

        var schema = NotNull(type, nullability, path);
        return nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? schema.AsNullable() : schema;
    }

    private PropertyDefinition NotNull(Type type, NullabilityInfo? nullability, string path)
    {
        if (SimpleTypes.Find(type) is { } simple)
        {
            return Described(simple, type);
        }

        if (_names.TryGetValue(type, out var name) && _definitions.ContainsKey(name))
        {
            return PropertyDefinition.To(name);
        }

        if (_open.Contains(type))
        {
            return type == root ? new PropertyDefinition { Reference = "#" } : PropertyDefinition.To(NameOf(type));
        }

        if (_open.Count >= MaxLevels)
        {
            throw Fault(type, $"{path} is nested deeper than {MaxLevels} levels.");
        }

        _open.Push(type);
        var schema = Described(OfContract(Contract(type, path), nullability, path), type);
        _open.Pop();
        if (type == root || !_names.TryGetValue(type, out name))
        {
            return schema;
        }

        _definitions[name] = schema;
        return PropertyDefinition.To(name);
    }

    private static JsonTypeInfo Contract(Type type, string path)
    {
        if (
            type.IsPointer
            || type.IsByRef
            || type.IsByRefLike
            || type.ContainsGenericParameters
            || type == typeof(void)
        )
        {
            throw NoSchema(type, path);
        }

        try
        {
            return Options.GetTypeInfo(type);
        }
        catch (Exception cause) when (cause is NotSupportedException or InvalidOperationException)
        {
            throw Fault(type, $"{path} is of type {type.Name}, which has no JSON Schema: {cause.Message}", cause);
        }
    }

    private PropertyDefinition OfContract(JsonTypeInfo contract, NullabilityInfo? nullability, string path)
    {
        if (contract.PolymorphismOptions is not null)
        {
            throw NoSchema(contract.Type, path);
        }

        return contract.Kind switch
        {
            JsonTypeInfoKind.Enumerable => PropertyDefinition.Array(
                Of(contract.ElementType!, Within(nullability, contract.ElementType!), $"{path}[]")
            ),
            JsonTypeInfoKind.Dictionary => PropertyDefinition.OfType("object", null) with
            {
                AdditionalProperties = Of(
                    contract.ElementType!,
                    Within(nullability, contract.ElementType!),
                    $"{path}{{}}"
                ),
            },
            JsonTypeInfoKind.Object when !typeof(Delegate).IsAssignableFrom(contract.Type) => OfMembers(contract, path),
            _ => throw NoSchema(contract.Type, path),
        };
    }

    // What the nullable annotations say of the items: of an array its element, of a collection its last type argument.
    private static NullabilityInfo? Within(NullabilityInfo? nullability, Type element)
    {
        var inner = nullability?.ElementType ?? nullability?.GenericTypeArguments.LastOrDefault();
        return inner?.Type == element ? inner : null;
    }

    private PropertyDefinition OfMembers(JsonTypeInfo contract, string path)
    {
        var properties = new OrderedDictionary<string, PropertyDefinition>(StringComparer.Ordinal);
        var required = new List<string>();
        foreach (var property in contract.Properties.Where(IsRead))
        {
            if (++_members > MaxMembers)
            {
                throw Fault(
                    property.PropertyType,
                    $"{root.Name} has more than {MaxMembers} members, those of members included."
                );
            }

            var notes = MemberNotes.Of(property);
            var nullability = Nullability(property);
            var schema = Of(property.PropertyType, nullability, $"{path}.{property.Name}");
            var bound = MemberNotes.Bound(schema, notes);
            properties[property.Name] = WithDefault(Described(bound, notes), property);
            if (
                property.IsRequired
                || !IsNullable(property.PropertyType, nullability)
                || notes.OfType<RequiredAttribute>().Any()
            )
            {
                required.Add(property.Name);
            }
        }

        return PropertyDefinition.OfType("object", null) with
        {
            Properties = properties,
            Required = required,
        };
    }

    // What cannot be read back into an object is no part of its schema.
    private static bool IsRead(JsonPropertyInfo property) =>
        !property.IsExtensionData && (property.Set is not null || property.AssociatedParameter is not null);

    private NullabilityInfo? Nullability(JsonPropertyInfo property) =>
        property.AttributeProvider switch
        {
            PropertyInfo member => _nullability.Create(member),
            FieldInfo member => _nullability.Create(member),
            _ => null,
        };

    // Without annotations a reference counts as never null.
    private static bool IsNullable(Type type, NullabilityInfo? nullability) =>
        Nullable.GetUnderlyingType(type) is not null
        || (!type.IsValueType && nullability?.ReadState == NullabilityState.Nullable);

    private static PropertyDefinition WithDefault(PropertyDefinition schema, JsonPropertyInfo property) =>
        property.AssociatedParameter is { HasDefaultValue: true, DefaultValue: { } value }
        && SimpleTypes.Find(value.GetType()) is not null
            ? schema.WithDefault(JsonSerializer.SerializeToElement(value, value.GetType(), Options))
            : schema;

    private static PropertyDefinition Described(PropertyDefinition schema, Type type) =>
        Described(schema, type.GetCustomAttributes(inherit: false).OfType<Attribute>());

    private static PropertyDefinition Described(PropertyDefinition schema, IEnumerable<Attribute> attributes) =>
        MemberNotes.Description(attributes) is { } description ? schema.WithDescription(description) : schema;

    // Names of $defs: the type's own, with a number where two share it.
    private string NameOf(Type type)
    {
        if (!_names.TryGetValue(type, out var name))
        {
            var plain = type.Name.Split('`')[0];
            var number = 1;
            name = plain;
            while (_names.ContainsValue(name))
            {
                name = $"{plain}{++number}";
            }

            _names[type] = name;
        }

        return name;
    }

    private static ArgumentException NoSchema(Type type, string path) =>
        Fault(
            type,
            $"{path} is of type {type.Name}, which has no JSON Schema; mark it [JsonIgnore] or give it another type."
        );

    private static ArgumentException Fault(Type type, string message, Exception? cause = null) =>
        new(message, nameof(type), cause);
}
