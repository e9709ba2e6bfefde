using System.Text.Json;
using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>Reads a profiles file as JSON with comments. What it holds is not looked at, but no object may have a key twice.</summary>
internal static class PlacedJsonReader
{
    /// <summary>The deepest nesting.</summary>
    private const int MaxDepth = 16;

    private const string Repair = "Correct the file; an editor that knows JSON shows the place.";

    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MaxDepth,
    };

    /// <summary>Reads the one value of the file.</summary>
    /// <param name="source">The text.</param>
    /// <exception cref="ChatException">It is no JSON, or has a key twice: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static PlacedJson Read(ProfileSource source)
    {
        var reader = new Utf8JsonReader(source.Utf8.Span, Options);
        try
        {
            reader.Read();
            var value = ReadValue(source, ref reader, "");

            // The reader refuses a second value by itself.
            reader.Read();
            return value;
        }
        catch (JsonException error)
        {
            // Not passed on as the cause: its message repeats text of the file, which may be a key.
            var offset = source.OffsetOf(error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
            throw source.At(offset, "", new ProfileFault("is not sound JSON here", Repair));
        }
    }

    private static PlacedJson ReadValue(ProfileSource source, ref Utf8JsonReader reader, string path)
    {
        var offset = (int)reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(source, ref reader, path),
            JsonTokenType.StartArray => ReadArray(ref reader, path),
            JsonTokenType.String => Leaf(JsonValueKind.String, text: TextOf(source, ref reader, path)),
            JsonTokenType.Number => Leaf(JsonValueKind.Number, number: reader.GetDouble()),
            JsonTokenType.True => Leaf(JsonValueKind.True),
            JsonTokenType.False => Leaf(JsonValueKind.False),
            _ => Leaf(JsonValueKind.Null),
        };

        PlacedJson Leaf(JsonValueKind kind, string text = "", double number = 0) =>
            new()
            {
                Kind = kind,
                Offset = offset,
                Path = path,
                Text = text,
                Number = number,
            };
    }

    // The depth of this recursion is the reader's, which is bounded.
    private static PlacedJson ReadObject(ProfileSource source, ref Utf8JsonReader reader, string path)
    {
        var offset = (int)reader.TokenStartIndex;
        List<PlacedMember> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var place = (int)reader.TokenStartIndex;
            var name = TextOf(source, ref reader, path);
            if (!names.Add(name))
            {
                throw source.At(
                    place,
                    path,
                    new ProfileFault($"has the key {ProfileTexts.Quote(name)} twice", "Take one of them out.")
                );
            }

            reader.Read();
            members.Add(new PlacedMember(name, place, ReadValue(source, ref reader, Join(path, name))));
        }

        return new PlacedJson
        {
            Kind = JsonValueKind.Object,
            Offset = offset,
            Path = path,
            Members = members,
        };
    }

    // No value of the file is an array: it is kept only to be refused in its place.
    private static PlacedJson ReadArray(ref Utf8JsonReader reader, string path)
    {
        var offset = (int)reader.TokenStartIndex;
        reader.Skip();
        return new PlacedJson
        {
            Kind = JsonValueKind.Array,
            Offset = offset,
            Path = path,
        };
    }

    private static string TextOf(ProfileSource source, ref Utf8JsonReader reader, string path)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw source.At(
                (int)reader.TokenStartIndex,
                path,
                new ProfileFault("holds an escape that is no character", Repair)
            );
        }
    }

    // A name that a dot would make unclear stands in brackets.
    private static string Join(string path, string name)
    {
        var shown = ProfileTexts.Quote(name).Trim('\'');
        return shown.Length == 0 || shown.Contains('.', StringComparison.Ordinal) ? $"{path}[\"{shown}\"]"
            : path.Length == 0 ? shown
            : $"{path}.{shown}";
    }
}
