using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Support;

/// <summary>Writes the protocol as TypeScript, from the metadata by which it is read and written, and the XML documentation.</summary>
internal sealed class TypeScriptFile
{
    // The messages as they are, and the wire types with all that is within them.
    private static readonly JsonSerializerOptions Json = new(RpcJsonContext.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ChatJsonContext.Default, RpcJsonContext.Default),
    };

    private readonly SortedDictionary<string, string> _declarations = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _seen = [];
    private readonly TypeScriptDocs _docs = new();
    private readonly TypeScriptNames _names;

    private TypeScriptFile() => _names = new TypeScriptNames(Declare);

    public static string Write() => new TypeScriptFile().WriteAll();

    private string WriteAll()
    {
        var text = new StringBuilder();
        text.Append(
            """
            // The protocol of chatd. Generated from the C# types of src/Chat.Rpc/Protocol: do not edit.
            // tests/Chat.Rpc.Tests/Protocol/TypeScriptTests.cs fails when it is out of date, and says how to renew it.

            """
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nexport type CurrentProtocolVersion = \"{ProtocolVersion.Current}\";\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"\nexport type ErrorKind = {Words(Enum.GetValues<ChatErrorKind>().Select(kind => kind.ToWireName()))};\n"
        );
        text.Append("\n/** The codes of error answers. */\nexport interface ErrorCodes {\n");
        foreach (var code in typeof(RpcErrorCodes).GetFields())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(code.Name);
            text.Append(_docs.Comment(code, "  "));
            text.Append(CultureInfo.InvariantCulture, $"  {name}: {code.GetRawConstantValue()};\n");
        }

        text.Append("}\n");
        Messages(text, typeof(RpcMethods), "Requests");
        Messages(text, typeof(RpcNotifications), "Notifications");
        _names.Of(typeof(RpcError));
        foreach (var declaration in _declarations.Values)
        {
            text.Append('\n').Append(declaration);
        }

        return text.ToString();
    }

    private void Messages(StringBuilder text, Type table, string name)
    {
        text.Append(_docs.Comment(table, "\n").TrimStart('\n').Insert(0, "\n"));
        text.Append(CultureInfo.InvariantCulture, $"export interface {name} {{\n");
        foreach (var property in table.GetProperties())
        {
            var message = property.GetValue(null)!;
            var wire = message.GetType().GetProperty("Name")!.GetValue(message);
            var types = property.PropertyType.GetGenericArguments().Select(type => _names.Of(type)).ToArray();
            text.Append(_docs.Comment(property, "  "));
            text.Append(
                types.Length == 2
                    ? $"  \"{wire}\": {{ params: {types[0]}; result: {types[1]} }};\n"
                    : $"  \"{wire}\": {types[0]};\n"
            );
        }

        text.Append("}\n");
    }

    private void Declare(Type type)
    {
        if (!_seen.Add(type))
        {
            return;
        }

        var text = new StringBuilder(_docs.Comment(type, ""));
        if (type.IsEnum)
        {
            var words = Enum.GetValues(type)
                .Cast<object>()
                .Select(value => JsonSerializer.Serialize(value, Json.GetTypeInfo(type)).Trim('"'));
            text.Append(CultureInfo.InvariantCulture, $"export type {type.Name} = {Words(words)};\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"export interface {type.Name} {{\n");
            // What is never on the wire has neither a getter nor a setter here.
            foreach (
                var property in Json.GetTypeInfo(type)
                    .Properties.Where(property => property.Get is not null || property.Set is not null)
            )
            {
                Property(text, type, property);
            }

            text.Append("}\n");
        }

        _declarations[type.Name] = text.ToString();
    }

    private void Property(StringBuilder text, Type owner, JsonPropertyInfo property)
    {
        if (property.IsExtensionData)
        {
            text.Append("  /** Every other field. */\n  [field: string]: unknown;\n");
            return;
        }

        var member = Member(owner, property.Name);
        // A field that is read loosely stands behind a public property of its name, which says what it is.
        var shown = member.GetMethod!.IsPublic
            ? member
            : owner.GetProperty(char.ToUpperInvariant(property.Name[0]) + property.Name[1..]) ?? member;
        var type =
            owner == typeof(RpcErrorData)
            && string.Equals(member.Name, nameof(RpcErrorData.Kind), StringComparison.Ordinal)
                ? "ErrorKind"
            : Nullable.GetUnderlyingType(property.PropertyType) == typeof(JsonElement) ? _names.Of(shown.PropertyType)
            : _names.Of(property);
        var isNull = member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.Never;
        text.Append(_docs.Comment(shown, "  "));
        text.Append(
            CultureInfo.InvariantCulture,
            $"  {property.Name}{(property.IsRequired ? "" : "?")}: {type}{(isNull ? " | null" : "")};\n"
        );
    }

    private static PropertyInfo Member(Type owner, string name) =>
        owner
            .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(property =>
                string.Equals(
                    property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
                        ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                    name,
                    StringComparison.Ordinal
                )
                && property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition != JsonIgnoreCondition.Always
            );

    private static string Words(IEnumerable<string> words) => string.Join(" | ", words.Select(word => $"\"{word}\""));
}
