using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Testing.Quirks;

/// <summary>
/// The wire quirks that a client must survive, as short bodies written for this project. Each is a body (<c>NN-name.sse</c>, <c>.ndjson</c>,
/// <c>.json</c> or <c>.html</c>, exactly as the server sends it) and <c>NN-name.expected.json</c>.
/// </summary>
public static class QuirkCorpus
{
    private const string Prefix = "quirks/";
    private const string ExpectedSuffix = ".expected.json";

    private static readonly Assembly Here = typeof(QuirkCorpus).Assembly;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    private static readonly Lazy<IReadOnlyList<Quirk>> Loaded = new(Load);

    /// <summary>Every quirk, by name.</summary>
    /// <exception cref="InvalidDataException">A body has no expectation, or an expectation no body.</exception>
    /// <exception cref="JsonException">An expectation is not what <see cref="QuirkExpectation"/> says.</exception>
    public static IReadOnlyList<Quirk> All => Loaded.Value;

    /// <summary>The quirk of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static Quirk Get(string name) =>
        All.FirstOrDefault(quirk => quirk.Name == name)
        ?? throw new KeyNotFoundException($"No quirk is named '{name}'.");

    private static List<Quirk> Load()
    {
        var files = Here.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal)
            .ToList();
        var bodies = files.Where(file => !file.EndsWith(ExpectedSuffix, StringComparison.Ordinal)).ToList();
        var expectations = files.Count - bodies.Count;
        if (expectations != bodies.Count)
        {
            throw new InvalidDataException($"The corpus has {bodies.Count} bodies and {expectations} expectations.");
        }

        return [.. bodies.Select(Read)];
    }

    private static Quirk Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var expected = JsonSerializer.Deserialize<QuirkExpectation>(Bytes(name + ExpectedSuffix), Strict);
        return new Quirk
        {
            Name = name,
            Format = Path.GetExtension(file) switch
            {
                ".sse" => QuirkFormat.Sse,
                ".ndjson" => QuirkFormat.NdJson,
                ".json" => QuirkFormat.Json,
                ".html" => QuirkFormat.Html,
                _ => throw new InvalidDataException($"The corpus has no use for '{file}'."),
            },
            Body = Bytes(file),
            Expected = expected ?? throw new InvalidDataException($"The expectation of '{name}' is null."),
        };
    }

    private static byte[] Bytes(string file)
    {
        using var resource =
            Here.GetManifestResourceStream(Prefix + file)
            ?? throw new InvalidDataException($"The corpus has no '{file}'.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
