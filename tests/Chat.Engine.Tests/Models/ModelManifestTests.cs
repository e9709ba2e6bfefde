using System.Security.Cryptography;
using Chat.Core.Errors;
using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

public sealed class ModelManifestTests
{
    private const string Sound = """
        {"version": 1, "models": [{"name": "a", "file": "a.gguf", "size": 5,
          "sha256": "00000000000000000000000000000000000000000000000000000000000000ff", "contextLength": 10,
          "sampling": {"temperature": 0.2, "top_p": 0.9}}]}
        """;

    [Fact]
    public void The_manifest_of_the_repository_matches_the_bundled_file()
    {
        var folder = ModelFolders.FindBundled(AppContext.BaseDirectory);
        Assert.NotNull(folder);

        var entry = Assert.Single(ModelManifest.Read(Path.Combine(folder, "manifest.json")).Models);

        Assert.Equal(ModelCatalog.DefaultReference, "local/" + entry.Name);
        Assert.Equal(8192, entry.ContextLength);
        Assert.Equal(new SamplingDefaults { Temperature = 0.2, TopP = 0.9 }, entry.Sampling);
        using var file = File.OpenRead(Path.Combine(folder, entry.File));
        Assert.Equal(entry.Size, file.Length);
        Assert.Equal(entry.Sha256, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    [Fact]
    public void A_sound_manifest_is_read()
    {
        var entry = Assert.Single(Read(Sound).Models);

        Assert.Equal(("a", "a.gguf", 5L, 10), (entry.Name, entry.File, entry.Size, entry.ContextLength));
    }

    [Fact]
    public void A_penalty_on_repeats_is_read()
    {
        var entry = Assert.Single(
            Read(Sound.Replace("0.9}", "0.9, \"repeat_penalty\": 1.1, \"repeat_last_n\": -1}")).Models
        );

        Assert.Equal((1.1, -1), (entry.Sampling!.RepeatPenalty, entry.Sampling.RepeatLastN));
    }

    [Theory]
    [InlineData("\"temperature\": 2.1", "'temperature' of a must be from 0 to 2")]
    [InlineData("\"top_p\": 0", "'top_p' of a must be above 0 and at most 1")]
    [InlineData("\"repeat_penalty\": 0", "'repeat_penalty' of a must be from 0.01 to 10")]
    [InlineData("\"repeat_penalty\": 10.5", "'repeat_penalty' of a must be from 0.01 to 10")]
    [InlineData("\"repeat_last_n\": -2", "'repeat_last_n' of a must be -1 or more")]
    public void A_sampling_value_out_of_its_range_is_refused(string value, string piece)
    {
        var error = Assert.Throws<ChatException>(() =>
            Read(Sound.Replace("\"temperature\": 0.2, \"top_p\": 0.9", value))
        );

        Assert.Contains(piece, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sampling_may_be_left_out()
    {
        var entry = Assert.Single(
            Read(Sound.Replace(",\n  \"sampling\": {\"temperature\": 0.2, \"top_p\": 0.9}", "")).Models
        );

        Assert.Null(entry.Sampling);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "'version' is 2")]
    [InlineData("\"size\": 5", "\"size\": 0", "'size' of a")]
    [InlineData("\"size\": 5", "\"size\": -1", "'size' of a")]
    [InlineData("\"size\": 5", "\"size\": 99999999999999999999", "line 1, $.models[0].size")]
    [InlineData("\"size\": 5", "\"size\": \"5\"", "line 1, $.models[0].size")]
    [InlineData("\"size\": 5", "\"siez\": 5", "line 1, $.models[0]")]
    [InlineData("\"size\": 5", "\"size\": 5, \"size\": 6", "line 1, $.models[0]")]
    [InlineData("\"size\": 5,", "", "line 3, $.models[0]")]
    [InlineData("\"contextLength\": 10", "\"contextLength\": 0", "'contextLength' of a")]
    [InlineData("0000ff", "0000f", "'sha256' of a")]
    [InlineData("0000ff", "0000fg", "'sha256' of a")]
    [InlineData("a.gguf", "../a.gguf", "'file' of a")]
    [InlineData("a.gguf", "b\\\\a.gguf", "'file' of a")]
    [InlineData("a.gguf", "..", "'file' of a")]
    [InlineData("a.gguf", "", "'file' of a")]
    [InlineData("\"name\": \"a\"", "\"name\": \" \"", "'name'")]
    [InlineData("\"name\": \"a\"", "\"name\": \"a/b\"", "'name'")]
    [InlineData("\"name\": \"a\"", "\"name\": null", "line 1, $.models[0].name")]
    [InlineData("\"temperature\": 0.2", "\"temperature\": 2.1", "'temperature' of a")]
    [InlineData("\"top_p\": 0.9", "\"top_p\": 0", "'top_p' of a")]
    [InlineData("\"version\"", "version", "line 1")]
    [InlineData("}}]}", "}}", "line 3")]
    public void A_wrong_value_is_refused_with_its_place(string sound, string wrong, string expected)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);

        var error = ModelsSandbox.Fails(ChatErrorKind.ModelInvalid, () => Read(Sound.Replace(sound, wrong)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\": 1, \"models\": null}")]
    [InlineData("{\"version\": 1, \"models\": [null]}")]
    public void What_is_no_manifest_is_refused(string json) =>
        ModelsSandbox.Fails(ChatErrorKind.ModelInvalid, () => Read(json));

    [Fact]
    public void A_name_may_be_there_once()
    {
        var entry = Sound[Sound.IndexOf("{\"name\"", StringComparison.Ordinal)..^2];
        var twice = Sound.Replace(entry, entry + "," + entry.Replace("\"a\"", "\"A\""));

        var error = ModelsSandbox.Fails(ChatErrorKind.ModelInvalid, () => Read(twice));

        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_beyond_one_mebibyte_is_not_read()
    {
        var error = ModelsSandbox.Fails(ChatErrorKind.ModelInvalid, () => Read(Sound + new string(' ', 1 << 20)));

        Assert.Contains("bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_is_gone_is_not_found()
    {
        using var sandbox = new ModelsSandbox();
        File.Delete(sandbox.ManifestPath);

        ModelsSandbox.Fails(ChatErrorKind.NotFound, () => ModelManifest.Read(sandbox.ManifestPath));
    }

    private static ModelManifest Read(string json)
    {
        using var sandbox = new ModelsSandbox();
        sandbox.WriteManifest(json);
        return ModelManifest.Read(sandbox.ManifestPath);
    }
}
