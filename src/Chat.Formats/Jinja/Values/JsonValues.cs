using System.Text.Json;

namespace Chat.Formats.Jinja.Values;

/// <summary>Makes values of JSON.</summary>
internal static class JsonValues
{
    /// <summary>Reads a value.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="isInput">True marks every string of it, keys too, as input.</param>
    /// <param name="depth">How deep it stands in others.</param>
    /// <exception cref="JinjaException">It is nested too deep.</exception>
    public static JinjaValue Read(JsonElement element, bool isInput, int depth)
    {
        if (depth > JinjaLimits.MaxValueDepth)
        {
            throw new JinjaException($"JSON is nested deeper than {JinjaLimits.MaxValueDepth}", 1, 1);
        }

        return element.ValueKind switch
        {
            JsonValueKind.Object => ReadObject(element, isInput, depth),
            JsonValueKind.Array => new JinjaList([
                .. element.EnumerateArray().Select(item => Read(item, isInput, depth + 1)),
            ]),
            JsonValueKind.String => new JinjaString(Text(element), isInput),
            JsonValueKind.Number => ReadNumber(element),
            JsonValueKind.True => JinjaBoolean.True,
            JsonValueKind.False => JinjaBoolean.False,
            _ => JinjaNone.Value,
        };
    }

    private static JinjaObject ReadObject(JsonElement element, bool isInput, int depth)
    {
        var result = new JinjaObject();
        foreach (var member in element.EnumerateObject())
        {
            result.Set(new JinjaString(Name(member), isInput), Read(member.Value, isInput, depth + 1));
        }

        return result;
    }

    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw HalfCharacter();
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw HalfCharacter();
        }
    }

    // JSON may escape half of a surrogate pair, which no text can hold.
    private static JinjaException HalfCharacter() => new("JSON holds half a character", 1, 1);

    private static JinjaValue ReadNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
        {
            return JinjaInteger.Of(whole);
        }

        // A whole number beyond 64 bits is written as it was; reckoning with it is inexact.
        var text = element.GetRawText();
        return new JinjaFloat(element.GetDouble(), text.AsSpan().ContainsAny('.', 'e', 'E') ? null : text);
    }
}
