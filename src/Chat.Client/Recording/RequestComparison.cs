using System.Text.Json;

namespace Chat.Client.Recording;

/// <summary>Compares requests as JSON: the order of keys and the spelling of numbers do not count.</summary>
/// <param name="options">Which fields count.</param>
internal sealed class RequestComparison(ReplayOptions options)
{
    /// <summary>The most differences that are counted between two requests.</summary>
    private const int MaxDifferences = 64;

    /// <summary>The longest value and the longest path that are shown, in characters.</summary>
    private const int MaxShown = 80;

    private const string Absent = "absent";

    /// <summary>Masks a request as the recorded ones are.</summary>
    /// <param name="json">The request.</param>
    public JsonElement Prepare(string json)
    {
        var redacted = PayloadRedactor.Redact(options.Redaction ?? CassetteRedaction.FieldsOnly, [json])[0];
        using var document = JsonDocument.Parse(redacted);
        return document.RootElement.Clone();
    }

    /// <summary>Tells where two requests differ.</summary>
    /// <param name="recorded">The one in the cassette.</param>
    /// <param name="asked">The one that was asked.</param>
    /// <returns>The places, at most 64; none when they are equal in all that counts.</returns>
    public IReadOnlyList<RequestDifference> Compare(JsonElement recorded, JsonElement asked)
    {
        List<RequestDifference> differences = [];
        CompareObjects(recorded, asked, "", Counts, differences);
        return differences;
    }

    private bool Counts(string field) =>
        options.MatchedFields?.Contains(field) ?? !options.IgnoredFields.Contains(field);

    // The depth of this recursion is the reader's, which is bounded.
    private static void Compare(JsonElement recorded, JsonElement asked, string path, List<RequestDifference> found)
    {
        if (found.Count >= MaxDifferences || JsonElement.DeepEquals(recorded, asked))
        {
            return;
        }

        if (recorded.ValueKind == JsonValueKind.Object && asked.ValueKind == JsonValueKind.Object)
        {
            CompareObjects(recorded, asked, path, _ => true, found);
        }
        else if (recorded.ValueKind == JsonValueKind.Array && asked.ValueKind == JsonValueKind.Array)
        {
            CompareArrays(recorded, asked, path, found);
        }
        else
        {
            Note(path, Show(recorded), Show(asked), found);
        }
    }

    private static void CompareObjects(
        JsonElement recorded,
        JsonElement asked,
        string path,
        Func<string, bool> counts,
        List<RequestDifference> found
    )
    {
        foreach (var name in Names(recorded).Union(Names(asked), StringComparer.Ordinal).Where(counts))
        {
            var place = path.Length == 0 ? name : $"{path}.{name}";
            var isRecorded = recorded.TryGetProperty(name, out var left);
            if (isRecorded && asked.TryGetProperty(name, out var right))
            {
                Compare(left, right, place, found);
            }
            else if (isRecorded)
            {
                Note(place, Show(left), Absent, found);
            }
            else
            {
                Note(place, Absent, Show(asked.GetProperty(name)), found);
            }
        }
    }

    private static void CompareArrays(
        JsonElement recorded,
        JsonElement asked,
        string path,
        List<RequestDifference> found
    )
    {
        var both = Math.Min(recorded.GetArrayLength(), asked.GetArrayLength());
        for (var index = 0; index < both; index++)
        {
            Compare(recorded[index], asked[index], $"{path}[{index}]", found);
        }

        for (var index = both; index < recorded.GetArrayLength(); index++)
        {
            Note($"{path}[{index}]", Show(recorded[index]), Absent, found);
        }

        for (var index = both; index < asked.GetArrayLength(); index++)
        {
            Note($"{path}[{index}]", Absent, Show(asked[index]), found);
        }
    }

    private static void Note(string path, string recorded, string asked, List<RequestDifference> found)
    {
        if (found.Count < MaxDifferences)
        {
            found.Add(new RequestDifference(Cut(path), recorded, asked));
        }
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(field => field.Name);

    private static string Show(JsonElement value)
    {
        var text = value.GetRawText().AsSpan();
        var shown = Cut(text.Length > 4 * MaxShown ? text[..(4 * MaxShown)].ToString() : text.ToString());
        return shown.ReplaceLineEndings(" ");
    }

    private static string Cut(string text) => text.Length > MaxShown ? $"{text.AsSpan(0, MaxShown)}…" : text;
}
