using System.Text.Json.Nodes;
using Chat.Core.Backends;
using Chat.Core.Json;
using Chat.Core.Requests;
using Chat.Core.Tests.Support;

namespace Chat.Http.Tests.Dialects;

/// <summary>The request with every field, as JSON that a test changes by the keys of the capability table.</summary>
internal static class WireFields
{
    /// <summary>Every field of the wire contract, and one that no contract knows in each object that a server may extend.</summary>
    public static JsonObject Every()
    {
        var request = JsonNode.Parse(EveryField.Request)!.AsObject();
        request["x_unknown"] = JsonNode.Parse("""{"a":[1.5,null,"é"]}""");
        request["messages"]![0]!["x_unknown"] = "y";
        request["tools"]![0]!["function"]!["x_unknown"] = 1;
        return request;
    }

    public static ChatCompletionRequest Read(JsonNode json) =>
        System.Text.Json.JsonSerializer.Deserialize(
            json.ToJsonString(),
            ChatJsonContext.Default.ChatCompletionRequest
        )!;

    /// <summary>Takes out what a target refuses, the messages, parts and tools that are of no use without it too.</summary>
    public static JsonObject WithoutRefused(JsonObject request, string target)
    {
        var capabilities = CapabilityTable.For(target);
        foreach (var key in RequestFields.Of(Read(request)).Where(key => capabilities[key] == FieldSupport.Refused))
        {
            // With a part of an object goes the object, where the part says what it is.
            var path = key.Split(':')[0].Replace("[]", ".[]", StringComparison.Ordinal).Split('.');
            var word = key.Contains(':') ? key.Split(':')[1] : null;
            Remove(request, path, word);
        }

        return request;
    }

    public static void Same(JsonNode expected, JsonNode? actual) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"expected {expected.ToJsonString()}\nactual   {actual?.ToJsonString()}"
        );

    // True when the node itself is to go.
    private static bool Remove(JsonNode? node, ReadOnlySpan<string> path, string? word)
    {
        if (path.IsEmpty)
        {
            return word is null || (node is JsonValue value && value.ToString() == word);
        }

        if (path[0] == "[]")
        {
            var list = node as JsonArray;
            for (var at = (list?.Count ?? 0) - 1; at >= 0; at--)
            {
                if (Remove(list![at], path[1..], word))
                {
                    list.RemoveAt(at);
                }
            }

            return false;
        }

        if (node is not JsonObject fields || !fields.ContainsKey(path[0]) || !Remove(fields[path[0]], path[1..], word))
        {
            return false;
        }

        var isWhole = word is not null || path[0] == fields["type"]?.ToString();
        fields.Remove(path[0]);
        return isWhole;
    }
}
