using Chat.Core.Errors;
using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly ModelsSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("smollm2-135m-instruct")]
    [InlineData("local/smollm2-135m-instruct")]
    [InlineData("SmolLM2-135M-Instruct")]
    public void The_bundled_model_is_found_by_name_and_by_silence(string? reference)
    {
        var model = _sandbox.Catalog.Resolve(reference);

        Assert.Equal("local/smollm2-135m-instruct", model.Reference);
        Assert.Equal(_sandbox.BundledPath, model.Path);
        Assert.Equal(ModelsSandbox.BundledBytes.Length, model.SizeBytes);
        Assert.Equal(ModelsSandbox.BundledBytes.Length, model.ExpectedSizeBytes);
        Assert.True(model.IsBundled);
        Assert.Equal(8192, model.ContextLength);
        Assert.Equal(new SamplingDefaults { Temperature = 0.2, TopP = 0.9 }, model.Sampling);
        Assert.Matches("^[0-9a-f]{64}$", model.Sha256);
    }

    [Fact]
    public void The_bundled_file_named_by_its_path_is_still_the_bundled_model() =>
        Assert.Equal(_sandbox.Catalog.Resolve(null), _sandbox.Catalog.Resolve(_sandbox.BundledPath));

    [Theory]
    [InlineData("mine")]
    [InlineData("local/mine")]
    [InlineData("local/mine.gguf")]
    [InlineData("MINE")]
    public void A_users_file_is_found_by_name(string reference)
    {
        var path = _sandbox.AddUserFile("mine.gguf", 10);

        var model = _sandbox.Catalog.Resolve(reference);

        Assert.Equal(
            new ModelFile
            {
                Reference = "local/mine",
                Name = "mine",
                Path = path,
                SizeBytes = 10,
            },
            model
        );
    }

    [Fact]
    public void Of_two_names_that_differ_in_case_the_written_one_is_taken()
    {
        _sandbox.AddUserFile("Mine.gguf");
        var path = _sandbox.AddUserFile("mine.gguf");

        Assert.Equal(path, _sandbox.Catalog.Resolve("mine").Path);
    }

    [Fact]
    public void A_dot_in_a_name_is_not_an_ending()
    {
        var path = _sandbox.AddUserFile("tiny.Q4_1.gguf");

        Assert.Equal(path, _sandbox.Catalog.Resolve("tiny.Q4_1").Path);
        Assert.Equal("tiny.Q4_1", _sandbox.Catalog.Resolve("tiny.Q4_1").Name);
    }

    [Fact]
    public void A_path_is_found_and_is_its_own_reference()
    {
        var path = _sandbox.AddUserFile("mine.GGUF", 3);

        var model = _sandbox.Catalog.Resolve(path);

        Assert.Equal((path, path, "mine", 3L), (model.Reference, model.Path, model.Name, model.SizeBytes));
        Assert.Null(model.Sha256);
    }

    [Fact]
    public void A_relative_path_is_taken_from_the_current_folder()
    {
        var path = _sandbox.AddUserFile("mine.gguf");

        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

        Assert.Equal(path, _sandbox.Catalog.Resolve(relative).Path);
    }

    [Fact]
    public void A_link_has_the_size_of_its_target()
    {
        var target = _sandbox.AddUserFile("blob", 777);
        var link = Path.Combine(_sandbox.Folders.User, "linked.gguf");
        File.CreateSymbolicLink(link, target);

        Assert.Equal(777, _sandbox.Catalog.Resolve("linked").SizeBytes);
        Assert.Contains(_sandbox.Catalog.List(), model => model is { Name: "linked", SizeBytes: 777 });
    }

    [Theory]
    [InlineData("openai/gpt", "'openai'")]
    [InlineData("openai/org/gpt:latest", "'openai'")]
    [InlineData("models/", "'models'")]
    public void A_profile_other_than_the_engines_own_is_named(string reference, string expected)
    {
        var error = ModelsSandbox.Fails(ChatErrorKind.NotFound, () => _sandbox.Catalog.Resolve(reference));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("those of the profile 'local'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("smolm2-135m-instruct", "Did you mean local/smollm2-135m-instruct?")]
    [InlineData("local/smollm2", "Did you mean local/smollm2-135m-instruct?")]
    [InlineData("mein", "Did you mean local/mine?")]
    [InlineData("gpt-4o-mini", "such as local/smollm2-135m-instruct")]
    [InlineData("local/", "such as local/")]
    [InlineData("local/../user/mine", "such as local/")]
    public void An_unknown_name_gets_the_nearest_ones(string reference, string expected)
    {
        _sandbox.AddUserFile("mine.gguf");

        var error = ModelsSandbox.Fails(ChatErrorKind.NotFound, () => _sandbox.Catalog.Resolve(reference));

        Assert.Contains(expected, error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.gguf", ChatErrorKind.NotFound, "There is no file")]
    [InlineData("no/such/folder/m.gguf", ChatErrorKind.NotFound, "There is no file")]
    [InlineData("folder.gguf", ChatErrorKind.ModelInvalid, "is a folder")]
    [InlineData("linked-folder.gguf", ChatErrorKind.ModelInvalid, "is a folder")]
    [InlineData("empty.gguf", ChatErrorKind.ModelInvalid, "zero bytes")]
    [InlineData("device.gguf", ChatErrorKind.ModelInvalid, "zero bytes")]
    [InlineData("dangling.gguf", ChatErrorKind.NotFound, "There is no file")]
    [InlineData("circle.gguf", ChatErrorKind.ModelInvalid, "could not be read")]
    [InlineData("notes.txt", ChatErrorKind.NotFound, "does not name a model file")]
    public void A_path_that_leads_to_no_model_has_its_own_sentence(string name, ChatErrorKind kind, string expected)
    {
        var folder = _sandbox.Folders.User;
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.Combine(folder, "folder.gguf"));
        File.CreateSymbolicLink(Path.Combine(folder, "linked-folder.gguf"), Path.Combine(folder, "folder.gguf"));
        File.CreateSymbolicLink(Path.Combine(folder, "device.gguf"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(folder, "dangling.gguf"), Path.Combine(folder, "gone"));
        File.CreateSymbolicLink(Path.Combine(folder, "circle.gguf"), Path.Combine(folder, "circle.gguf"));
        _sandbox.AddUserFile("empty.gguf", 0);
        _sandbox.AddUserFile("notes.txt");

        var error = ModelsSandbox.Fails(kind, () => _sandbox.Catalog.Resolve(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_file_that_may_not_be_read_says_so()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "the superuser may read everything");
        var path = _sandbox.AddUserFile("closed.gguf");
#pragma warning disable CA1416 // skipped on Windows above
        File.SetUnixFileMode(path, UnixFileMode.None);
#pragma warning restore CA1416

        ModelsSandbox.Fails(ChatErrorKind.Permission, () => _sandbox.Catalog.Resolve("closed"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0.gguf")]
    [InlineData("a\nb")]
    public void What_cannot_be_a_reference_is_refused(string reference) =>
        ModelsSandbox.Fails(ChatErrorKind.InvalidRequest, () => _sandbox.Catalog.Resolve(reference));

    [Fact]
    public void A_reference_beyond_the_limit_is_refused_and_one_at_the_limit_is_only_unknown()
    {
        ModelsSandbox.Fails(ChatErrorKind.InvalidRequest, () => _sandbox.Catalog.Resolve(new string('a', 4097)));
        ModelsSandbox.Fails(ChatErrorKind.NotFound, () => _sandbox.Catalog.Resolve(new string('a', 4096)));
    }

    [Fact]
    public void Without_the_bundled_file_its_path_is_named()
    {
        File.Delete(_sandbox.BundledPath);

        var error = ModelsSandbox.Fails(ChatErrorKind.NotFound, () => _sandbox.Catalog.Resolve(null));

        Assert.Contains(_sandbox.BundledPath, error.Message, StringComparison.Ordinal);
        Assert.Empty(_sandbox.Catalog.List());
    }

    [Fact]
    public void Without_bundled_models_files_are_still_found()
    {
        var catalog = new ModelCatalog(_sandbox.Folders with { Bundled = null });
        var path = _sandbox.AddUserFile("mine.gguf");

        var error = ModelsSandbox.Fails(ChatErrorKind.NotFound, () => catalog.Resolve(null));

        Assert.Contains("bundled model is not here", error.Message, StringComparison.Ordinal);
        Assert.Equal(path, catalog.Resolve("mine").Path);
        Assert.Equal("local/mine", Assert.Single(catalog.List()).Reference);
    }

    [Fact]
    public void Without_any_model_the_advice_names_the_models_folder()
    {
        var catalog = new ModelCatalog(_sandbox.Folders with { Bundled = null });

        var error = ModelsSandbox.Fails(ChatErrorKind.NotFound, () => catalog.Resolve("mine"));

        Assert.Contains(_sandbox.Folders.User, error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_manifest_does_not_stop_a_file_named_by_path()
    {
        _sandbox.WriteManifest("{");
        var path = _sandbox.AddUserFile("mine.gguf");

        Assert.Equal(path, _sandbox.Catalog.Resolve(path).Path);
        ModelsSandbox.Fails(ChatErrorKind.ModelInvalid, () => _sandbox.Catalog.Resolve(null));
        ModelsSandbox.Fails(ChatErrorKind.ModelInvalid, () => _sandbox.Catalog.List());
    }

    [Fact]
    public void The_list_holds_the_bundled_model_and_then_the_users_by_name()
    {
        _sandbox.AddUserFile("b.gguf");
        _sandbox.AddUserFile("a.GGUF");
        _sandbox.AddUserFile("empty.gguf", 0);
        _sandbox.AddUserFile("notes.txt");
        _sandbox.AddUserFile("smollm2-135m-instruct.gguf");
        File.CreateSymbolicLink(
            Path.Combine(_sandbox.Folders.User, "dangling.gguf"),
            Path.Combine(_sandbox.Root, "gone")
        );

        var circle = Path.Combine(_sandbox.Folders.User, "circle.gguf");
        File.CreateSymbolicLink(circle, circle);

        var references = _sandbox.Catalog.List().Select(model => model.Reference);

        Assert.Equal(["local/smollm2-135m-instruct", "local/a", "local/b"], references, StringComparer.Ordinal);
    }

    [Fact]
    public void Every_listed_model_resolves_to_itself()
    {
        _sandbox.AddUserFile("b.gguf");
        _sandbox.AddUserFile("a.b.GGUF");

        Assert.All(_sandbox.Catalog.List(), model => Assert.Equal(model, _sandbox.Catalog.Resolve(model.Reference)));
    }

    [Fact]
    public void A_users_folder_that_does_not_exist_holds_nothing()
    {
        Directory.Delete(_sandbox.Folders.User, recursive: true);

        Assert.Single(_sandbox.Catalog.List());
    }
}
