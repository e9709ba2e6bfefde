using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Client.Recording;

/// <summary>A value of a cassette file that knows where it stands, and takes itself as what is expected there.</summary>
/// <param name="source">The file.</param>
/// <param name="json">The value, over the bytes of the file.</param>
/// <param name="path">The keys that lead to it, such as <c>exchanges[2].call</c>; empty for the whole file.</param>
internal sealed class CassetteValue(ProfileSource source, JsonElement json, string path)
{
    /// <summary>The longest duration, in milliseconds: a day.</summary>
    public const double MaxMilliseconds = 24 * 60 * 60 * 1000.0;

    /// <summary>The value.</summary>
    public JsonElement Json => json;

    /// <summary>The members of an object.</summary>
    /// <param name="known">The keys that it may have, beside <c>$comment</c>.</param>
    /// <exception cref="ChatException">It is no object, or a key is not known or there twice.</exception>
    public Dictionary<string, CassetteValue> Members(params ReadOnlySpan<string> known)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Expected("an object in braces");
        }

        var members = new Dictionary<string, CassetteValue>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var name = property.Name;
            var member = new CassetteValue(source, property.Value, path.Length == 0 ? name : $"{path}.{name}");
            if (!known.Contains(name) && !property.NameEquals(CassetteKeys.Comment))
            {
                throw Unknown(property, known);
            }

            if (!members.TryAdd(name, member))
            {
                throw member.Fault("is there twice", "Take one of them out.");
            }
        }

        return members;
    }

    /// <summary>The items of an array.</summary>
    /// <param name="max">The most that there may be.</param>
    /// <exception cref="ChatException">It is no array, or a longer one.</exception>
    public IEnumerable<CassetteValue> Items(int max)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > max)
        {
            throw Expected($"a list in brackets of at most {max} items");
        }

        return json.EnumerateArray().Select((item, index) => new CassetteValue(source, item, $"{path}[{index}]"));
    }

    /// <summary>The text of a string.</summary>
    /// <exception cref="ChatException">It is no string, or holds an escape that is no character.</exception>
    public string Text()
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() ?? "" : throw Expected("a text in quotes");
        }
        catch (InvalidOperationException)
        {
            throw Fault("holds an escape that is no character", "Correct the text.");
        }
    }

    /// <summary>A truth value.</summary>
    /// <exception cref="ChatException">It is none.</exception>
    public bool Flag() =>
        json.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? json.GetBoolean()
            : throw Expected("true or false");

    /// <summary>A whole number from 0 up.</summary>
    /// <param name="max">The largest.</param>
    /// <exception cref="ChatException">It is none.</exception>
    public long Count(long max) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var value) && value >= 0 && value <= max
            ? value
            : throw Expected($"a whole number from 0 to {max}");

    /// <summary>A duration in milliseconds, exact to 100 ns, at most a day.</summary>
    /// <exception cref="ChatException">It is none.</exception>
    public TimeSpan Milliseconds() =>
        json.ValueKind == JsonValueKind.Number
        && json.TryGetDouble(out var value)
        && value >= 0
        && value <= MaxMilliseconds
            ? TimeSpan.FromTicks((long)Math.Round(value * TimeSpan.TicksPerMillisecond))
            : throw Expected($"a number of milliseconds from 0 to {MaxMilliseconds}");

    /// <summary>One of the words of an enumeration.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <exception cref="ChatException">It is none of them.</exception>
    public T Word<T>()
        where T : struct, Enum
    {
        var text = Text();
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(CassetteKeys.Word(value), text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw Expected($"one of {string.Join(", ", Enum.GetValues<T>().Select(value => CassetteKeys.Word(value)))}");
    }

    /// <summary>A wire type. Fields that it does not know are kept.</summary>
    /// <param name="type">The wire type.</param>
    /// <exception cref="ChatException">The value is not of that type.</exception>
    public T Payload<T>(JsonTypeInfo<T> type)
        where T : class
    {
        var bytes = JsonMarshal.GetRawUtf8Value(json);
        try
        {
            if (JsonSerializer.Deserialize(bytes, type) is { } value)
            {
                return value;
            }
        }
        catch (JsonException error)
        {
            // Its message is not passed on: it may repeat text of the file.
            var inside = new ProfileSource(path: null, bytes.ToArray());
            var offset = inside.OffsetOf(error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
            var keys = error.Path?.TrimStart('$') ?? "";
            throw source.At(
                Offset() + offset,
                path + keys,
                new ProfileFault("is not what the wire has here", "Correct the value, or record it again.")
            );
        }

        throw Expected("an object in braces");
    }

    /// <summary>What is wrong with the value.</summary>
    /// <param name="what">What, to follow the name of the place.</param>
    /// <param name="advice">One sentence: what to do.</param>
    /// <returns>The exception to throw, of kind <see cref="ChatErrorKind.InvalidRequest"/>.</returns>
    public ChatException Fault(string what, string advice) => source.At(Offset(), path, new ProfileFault(what, advice));

    /// <summary>The value is of another kind.</summary>
    /// <param name="what">What is expected.</param>
    /// <returns>The exception to throw, of kind <see cref="ChatErrorKind.InvalidRequest"/>.</returns>
    public ChatException Expected(string what) => Fault($"must be {what}", "Correct the value.");

    private ChatException Unknown(JsonProperty property, ReadOnlySpan<string> known)
    {
        var keys = known.ToArray();
        return source.At(
            OffsetOf(JsonMarshal.GetRawUtf8PropertyName(property)),
            path,
            new ProfileFault(
                $"has an unknown key {ProfileTexts.Quote(property.Name)}",
                NearestNames.FindOne(property.Name, keys) is { } near
                    ? $"Did you mean \"{near}\"?"
                    : $"The keys here are {string.Join(", ", keys)}."
            )
        );
    }

    private int Offset() => OffsetOf(JsonMarshal.GetRawUtf8Value(json));

    private int OffsetOf(ReadOnlySpan<byte> part) => source.Utf8.Span.Overlaps(part, out var offset) ? offset : 0;
}
