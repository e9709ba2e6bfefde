using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>Reads params, and names the field where they do not fit.</summary>
internal static partial class ParamsReader
{
    /// <summary>Reads params.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="json">The params; empty when the message has none, which stands for no fields.</param>
    /// <param name="type">Their JSON.</param>
    /// <param name="value">The params, when they fit.</param>
    /// <returns>Why they do not fit; null when they do.</returns>
    public static RpcError? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, out T? value)
        where T : class
    {
        value = null;
        try
        {
            value = JsonSerializer.Deserialize(json.IsEmpty || json.SequenceEqual("null"u8) ? "{}"u8 : json, type);
            return value is null ? Wrong("params", "they are null") : null;
        }
        catch (JsonException error)
        {
            return Explain(error);
        }
    }

    private static RpcError Explain(JsonException error)
    {
        var inner = (error as WireFieldException)?.Fault;
        var path = Below(error.Path) + Below(inner?.Path);
        var text = (inner ?? error).Message;
        if (MissingFields().Match(text) is { Success: true } missing)
        {
            var field = missing.Groups["field"].Value;
            return Wrong($"params{path}.{field}", "it is missing");
        }

        return Wrong($"params{path}", Reason(text));
    }

    // The framework's own sentences name types of this program, which say nothing to a caller.
    private static string Reason(string text)
    {
        if (
            text.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            || text.StartsWith("Cannot get the value", StringComparison.Ordinal)
        )
        {
            return "its value is of the wrong kind";
        }

        if (text.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return "it stands twice";
        }

        if (text.Contains("doesn't allow", StringComparison.Ordinal))
        {
            return "it is null";
        }

        var end = text.IndexOf(" Path: ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }

    private static string Below(string? path) => path is null ? "" : path.TrimStart('$');

    private static RpcError Wrong(string field, string reason) =>
        RpcErrors.Of(
            RpcErrorCodes.InvalidParams,
            ChatErrorKind.InvalidRequest,
            $"{field} does not fit: {reason}.",
            $"Correct {field}.",
            field
        );

    [GeneratedRegex("missing required properties including: '(?<field>[^']+)'", RegexOptions.None, 1000)]
    private static partial Regex MissingFields();
}
