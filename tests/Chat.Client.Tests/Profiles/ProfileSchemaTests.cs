using System.Text;
using System.Text.Json.Nodes;
using Chat.Client.Profiles;
using Chat.Client.Tests.Support;
using Chat.Core.Errors;

namespace Chat.Client.Tests.Profiles;

public sealed class ProfileSchemaTests
{
    private static readonly SmallSchema Schema = SmallSchema.Load(
        Path.Combine(AppContext.BaseDirectory, "profiles.schema.json")
    );

    private static readonly JsonNode?[] Values =
    [
        null,
        JsonValue.Create(1),
        JsonValue.Create(-1),
        JsonValue.Create(1.5),
        JsonValue.Create(1e300),
        JsonValue.Create(""),
        JsonValue.Create("a"),
        JsonValue.Create("a\n"),
        JsonValue.Create("env:A"),
        JsonValue.Create("http://h"),
        JsonValue.Create("azure"),
        JsonValue.Create("local"),
        JsonValue.Create(value: true),
        new JsonArray(),
        new JsonObject(),
    ];

    private static readonly string[] Keys = ["", "X-Key", "local", "host", "a b", "TE", "url", "é"];

    [Fact]
    public void The_loader_and_the_schema_agree_on_every_change_of_a_value_or_key()
    {
        var full = JsonNode
            .Parse(
                ProfileFileWriter.Format(ProfileFileReader.Read(null, Encoding.UTF8.GetBytes(ProfileExamples.Full)))
            )!
            .AsObject();
        var sound = 0;
        var texts = Changes(full).ToArray();
        foreach (var text in texts)
        {
            var isRead = IsRead(text);
            Assert.True(Schema.Accepts(text) == isRead, $"the loader says {isRead}: {text}");
            sound += isRead ? 1 : 0;
        }

        Assert.True(sound > 100 && texts.Length - sound > 500, $"{sound} of {texts.Length} are sound");
    }

    private static IEnumerable<string> Changes(JsonObject full)
    {
        foreach (var (owner, key) in Places(full, []))
        {
            foreach (var value in Values)
            {
                yield return Changed(full, owner, json => json[key] = value?.DeepClone());
            }

            yield return Changed(full, owner, json => json.Remove(key));
            foreach (var name in Keys.Append(key + "x").Where(name => name != key))
            {
                yield return Changed(full, owner, json => Rename(json, key, name));
            }
        }
    }

    private static string Changed(JsonObject full, IReadOnlyList<string> owner, Action<JsonObject> change)
    {
        var copy = full.DeepClone().AsObject();
        change(owner.Aggregate(copy, (json, key) => json[key]!.AsObject()));
        return copy.ToJsonString();
    }

    private static void Rename(JsonObject json, string key, string name)
    {
        var value = json[key]?.DeepClone();
        json.Remove(key);
        json[name] = value;
    }

    private static bool IsRead(string json)
    {
        try
        {
            ProfileFileReader.Read("p.json", Encoding.UTF8.GetBytes(json));
            return true;
        }
        catch (ChatException)
        {
            return false;
        }
    }

    // Each object by the keys that lead to it, with each of its keys.
    private static IEnumerable<(IReadOnlyList<string> Owner, string Key)> Places(
        JsonObject json,
        IReadOnlyList<string> owner
    ) =>
        json.SelectMany(member =>
            Enumerable
                .Repeat((owner, member.Key), 1)
                .Concat(member.Value is JsonObject inner ? Places(inner, [.. owner, member.Key]) : [])
        );
}
