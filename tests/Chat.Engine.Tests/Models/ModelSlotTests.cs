using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

[Collection(EngineCollection.Name)]
public sealed class ModelSlotTests(EngineFixture engine) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelSlot _slot = new(new ModelLoader(engine.Verifier, engine.Options), engine.Options);

    public void Dispose()
    {
        _slot.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_model_is_loaded_once()
    {
        var file = engine.Catalog.Resolve(null);

        var (first, load) = await _slot.GetAsync(file, CancellationToken.None);
        var (second, none) = await _slot.GetAsync(file, CancellationToken.None);

        Assert.Same(first, second);
        Assert.NotNull(load);
        Assert.Null(none);
        Assert.True(_slot.Holds(file));
    }

    [Fact]
    public async Task A_bad_file_leaves_the_model_in_memory()
    {
        var good = engine.Catalog.Resolve(null);
        var bad = engine.Catalog.Resolve(_folder.Write("bad.gguf", "not a model"u8.ToArray()));
        var (model, _) = await _slot.GetAsync(good, CancellationToken.None);

        var error = await Assert.ThrowsAsync<ChatException>(() => _slot.GetAsync(bad, CancellationToken.None));

        Assert.Equal(ChatErrorKind.ModelInvalid, error.Kind);
        Assert.Same(model, (await _slot.GetAsync(good, CancellationToken.None)).Model);
    }

    [Fact]
    public async Task Another_model_takes_the_place_of_the_first()
    {
        var first = engine.Catalog.Resolve(null);
        var path = Path.Combine(_folder.Path, "copy.gguf");
        File.Copy(first.Path, path);
        var second = engine.Catalog.Resolve(path);
        await _slot.GetAsync(first, CancellationToken.None);

        var (model, load) = await _slot.GetAsync(second, CancellationToken.None);

        Assert.Equal(path, model.File.Path);
        Assert.NotNull(load);
        Assert.False(_slot.Holds(first));
    }
}
