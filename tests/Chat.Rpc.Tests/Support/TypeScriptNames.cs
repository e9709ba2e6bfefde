using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Schemas;
using Chat.Core.Tools;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Support;

/// <summary>The TypeScript of a C# type where it is used.</summary>
/// <param name="declare">Is told of each type that needs a declaration.</param>
internal sealed class TypeScriptNames(Action<Type> declare)
{
    // What a converter of its own writes cannot be read from metadata. {0} and so on stand for the types named beside it.
    private static readonly Dictionary<Type, (string Form, Type[] Types)> ByHand = new()
    {
        [typeof(string)] = ("string", []),
        [typeof(bool)] = ("boolean", []),
        [typeof(int)] = ("number", []),
        [typeof(long)] = ("number", []),
        [typeof(double)] = ("number", []),
        [typeof(JsonElement)] = ("unknown", []),
        [typeof(RpcId)] = ("number | string", []),
        [typeof(ProtocolVersion)] = ("string", []),
        [typeof(StopSequences)] = ("string | string[]", []),
        [typeof(KeepAlive)] = ("number | string", []),
        [typeof(ThinkSetting)] = ("boolean | string", []),
        [typeof(MessageContent)] = ("string | {0}[]", [typeof(ContentPart)]),
        [typeof(ToolChoice)] = ("string | {0}", [typeof(ToolReference)]),
        [typeof(FunctionCallChoice)] = ("string | {0}", [typeof(NamedTool)]),
        [typeof(AudioVoice)] = ("string | {0}", [typeof(AudioVoiceReference)]),
        [typeof(PropertyDefinition)] = ("boolean | { [keyword: string]: unknown }", []),
    };

    public string Of(JsonPropertyInfo property) =>
        property.CustomConverter?.GetType().Name == "ImageUrlConverter"
            ? $"string | {Of(property.PropertyType)}"
            : Of(property.PropertyType);

    public string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ByHand.TryGetValue(type, out var known))
        {
            return string.Format(null, known.Form, [.. known.Types.Select(Of)]);
        }

        if (
            type.GetInterfaces()
                .Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenVocabulary<>))
        )
        {
            return "string";
        }

        if (Argument(type, typeof(IReadOnlyDictionary<,>), 1) is { } value)
        {
            return $"{{ [key: string]: {Of(value)} }}";
        }

        if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            var item = Of(Argument(type, typeof(IEnumerable<>), 0)!);
            return item.Contains('|', StringComparison.Ordinal) ? $"({item})[]" : $"{item}[]";
        }

        declare(type);
        return type.Name;
    }

    private static Type? Argument(Type type, Type definition, int index) =>
        type.GetInterfaces()
            .Append(type)
            .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == definition)
            ?.GetGenericArguments()[index];
}
