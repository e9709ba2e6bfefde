using System.Reflection;

namespace Chat.Core.Tests.Api;

/// <summary>Writes a type as C# does, with a question mark where null is allowed.</summary>
internal static class ApiTypeName
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(FieldInfo field) => Of(new NullabilityInfoContext().Create(field));

    public static string Of(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property));

    public static string Of(ParameterInfo parameter) => Of(new NullabilityInfoContext().Create(parameter));

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Of(value) + "?";
        }

        return type.IsArray ? $"{Of(type.GetElementType()!)}[]"
            : type.IsGenericType ? $"{Plain(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : Plain(type);
    }

    private static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (type.IsValueType)
        {
            return Of(type);
        }

        var name =
            info.ElementType is not null ? $"{Of(info.ElementType)}[]"
            : info.GenericTypeArguments.Length > 0
                ? $"{Plain(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>"
            : Of(type);
        return info.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Plain(Type type) => Words.TryGetValue(type, out var word) ? word : type.Name.Split('`')[0];
}
