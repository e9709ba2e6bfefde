using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Core.Tests.Api;

/// <summary>Writes the public types of an assembly and their public members as text, a line each, in a fixed order.</summary>
internal static class ApiText
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Kind(type)} {type.Namespace}.{ApiTypeName.Of(type)}{Bases(type)}\n"
            );
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {line}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type)
                .Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture):D2} {name}");
        }

        return type.GetConstructors(Own)
            .Where(IsWritten)
            .Select(constructor => $"new({Parameters(constructor)})")
            .Concat(
                type.GetFields(Own)
                    .Select(field =>
                        field.IsLiteral
                            ? $"const {ApiTypeName.Of(field)} {field.Name} = {field.GetRawConstantValue()}"
                            : $"{(field.IsStatic ? "static " : "")}{ApiTypeName.Of(field)} {field.Name}"
                    )
            )
            .Concat(type.GetProperties(Own).Where(property => !IsGenerated(property)).Select(Property))
            .Concat(type.GetMethods(Own).Where(method => IsWritten(method) && !IsAccessor(method)).Select(Method));
    }

    private static string Property(PropertyInfo property)
    {
        var setter =
            property.SetMethod is not { IsPublic: true } method ? ""
            : method.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
            : " set;";
        var indices = property.GetIndexParameters();
        var name = indices.Length > 0 ? $"this[{string.Join(", ", indices.Select(Parameter))}]" : property.Name;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Static(property.GetMethod!)}{required}{ApiTypeName.Of(property)} {name} {{ get;{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiTypeName.Of))}>"
            : "";
        return $"{Static(method)}{ApiTypeName.Of(method.ReturnParameter)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way =
            parameter.IsOut ? "out "
            : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamCollectionAttribute)) || parameter.IsDefined(typeof(ParamArrayAttribute))
                ? "params "
            : parameter.Member.IsDefined(typeof(ExtensionAttribute)) && parameter.Position == 0 ? "this "
            : "";
        var value = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "";
        return $"{way}{ApiTypeName.Of(parameter)} {parameter.Name}{value}";
    }

    private static string Kind(Type type)
    {
        var record = type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is null
            ? ""
            : "record ";
        return type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{record}struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : $"{(type.IsSealed ? "sealed " : "")}{record}class";
    }

    private static string Bases(Type type)
    {
        var names = type.GetInterfaces()
            .Where(shape => !type.IsEnum && shape.IsVisible && !IsOwnEquality(shape, type))
            .Select(ApiTypeName.Of)
            .Order(StringComparer.Ordinal);
        var parent =
            type.BaseType is { } above && above != typeof(object) && !type.IsValueType
                ? [ApiTypeName.Of(above)]
                : Array.Empty<string>();
        var all = string.Join(", ", parent.Concat(names));
        return all.Length > 0 ? $" : {all}" : "";
    }

    private static bool IsOwnEquality(Type shape, Type type) =>
        shape.IsGenericType
        && shape.GetGenericTypeDefinition() == typeof(IEquatable<>)
        && shape.GenericTypeArguments[0] == type;

    private static bool IsWritten(MethodBase method) => method is { IsPublic: true } && !IsMadeByCompiler(method);

    // What the compiler adds to a record is no promise of its own. Property getters carry the same mark, so only a record's own are left out.
    private static bool IsMadeByCompiler(MethodBase method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.IsSpecialName
        || (method.IsSpecialName && method.Name is "op_Equality" or "op_Inequality");

    // The JSON context has one generated property for each type it knows; ChatJsonContextTests look after those.
    private static bool IsGenerated(PropertyInfo property) =>
        property.PropertyType.IsGenericType
        && property.PropertyType.GetGenericTypeDefinition() == typeof(JsonTypeInfo<>);

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";
}
