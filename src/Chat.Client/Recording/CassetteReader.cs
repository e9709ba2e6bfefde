using System.Text.Json;
using System.Text.Unicode;
using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Errors;

namespace Chat.Client.Recording;

/// <summary>Reads the bytes of a cassette file.</summary>
internal static class CassetteReader
{
    /// <summary>The deepest nesting: that of the wire types, and the file's own round them.</summary>
    private const int MaxDepth = 72;

    /// <summary>The most fields of one kind of support.</summary>
    private const int MaxFields = 4096;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MaxDepth,
    };

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ChatException">Something in it is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static Cassette Read(string path, ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var source = new ProfileSource(path, text);
        if (!Utf8.IsValid(text.Span))
        {
            throw source.At(0, "", new ProfileFault("is not UTF-8 text", "Save it as UTF-8."));
        }

        using var document = Parse(source);
        return Read(new CassetteValue(source, document.RootElement, ""));
    }

    private static JsonDocument Parse(ProfileSource source)
    {
        try
        {
            return JsonDocument.Parse(source.Utf8, Options);
        }
        catch (JsonException error)
        {
            // Not passed on as the cause: its message repeats text of the file.
            throw source.At(
                source.OffsetOf(error.LineNumber ?? 0, error.BytePositionInLine ?? 0),
                "",
                new ProfileFault("is not sound JSON here", "Correct the file, or record it again.")
            );
        }
    }

    private static Cassette Read(CassetteValue file)
    {
        var members = file.Members(
            CassetteKeys.Schema,
            CassetteKeys.Version,
            CassetteKeys.Capabilities,
            CassetteKeys.Exchanges
        );
        CheckVersion(file, members);
        if (members.TryGetValue(CassetteKeys.Schema, out var schema))
        {
            schema.Text();
        }

        if (!members.TryGetValue(CassetteKeys.Exchanges, out var exchanges))
        {
            throw file.Fault("has no exchanges", "Write \"exchanges\": [] into it, or record it again.");
        }

        return new Cassette
        {
            Capabilities = members.TryGetValue(CassetteKeys.Capabilities, out var capabilities)
                ? ReadCapabilities(capabilities)
                : new BackendCapabilities([]),
            Exchanges = [.. exchanges.Items(Cassette.MaxExchanges).Select(ExchangeReader.Read)],
        };
    }

    private static void CheckVersion(CassetteValue file, Dictionary<string, CassetteValue> members)
    {
        if (!members.TryGetValue(CassetteKeys.Version, out var version))
        {
            throw file.Fault("has no version", $"Write \"version\": {CassetteFormat.Version} into it.");
        }

        if (version.Count(int.MaxValue) is var number && number != CassetteFormat.Version)
        {
            throw version.Fault(
                $"is {number}, and this program reads version {CassetteFormat.Version}",
                "Record it again, or use the program that wrote it."
            );
        }
    }

    private static BackendCapabilities ReadCapabilities(CassetteValue value)
    {
        var words = Enum.GetValues<FieldSupport>();
        var members = value.Members([
            CassetteKeys.Target,
            CassetteKeys.UnknownFields,
            .. words.Select(word => CassetteKeys.Word(word)),
        ]);
        var fields =
            from word in words
            where members.ContainsKey(CassetteKeys.Word(word))
            from field in members[CassetteKeys.Word(word)].Items(MaxFields)
            select KeyValuePair.Create(field.Text(), word);
        return new BackendCapabilities(fields.ToList())
        {
            TargetName = members.TryGetValue(CassetteKeys.Target, out var target) ? target.Text() : "this recording",
            UnknownFields = members.TryGetValue(CassetteKeys.UnknownFields, out var unknown)
                ? unknown.Word<FieldSupport>()
                : FieldSupport.Ignored,
        };
    }
}
