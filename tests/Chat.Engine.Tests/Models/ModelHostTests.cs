using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Tests.Support;
using Chat.Testing;

namespace Chat.Engine.Tests.Models;

[Collection(EngineCollection.Name)]
public sealed class ModelHostTests(EngineFixture engine) : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ModelHost> _hosts = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_is_loaded_once()
    {
        var host = NewHost();
        var file = engine.Catalog.Resolve(null);

        using var first = await host.LeaseAsync(file, CancellationToken.None);
        using var second = await host.LeaseAsync(file, CancellationToken.None);

        Assert.Same(first.Model, second.Model);
        Assert.NotNull(first.LoadTime);
        Assert.Null(second.LoadTime);
        Assert.True(host.Holds(file));
    }

    [Fact]
    public async Task A_bad_file_leaves_the_model_in_memory()
    {
        var host = NewHost(maxBytes: 1);
        var good = engine.Catalog.Resolve(null);
        var bad = engine.Catalog.Resolve(_folder.Write("bad.gguf", "not a model"u8.ToArray()));
        (await host.LeaseAsync(good, CancellationToken.None)).Dispose();

        var error = await Assert.ThrowsAsync<ChatException>(() => host.LeaseAsync(bad, CancellationToken.None));

        Assert.Equal(ChatErrorKind.ModelInvalid, error.Kind);
        using var again = await host.LeaseAsync(good, CancellationToken.None);
        Assert.Null(again.LoadTime);
    }

    [Fact]
    public async Task Two_models_that_fit_are_both_kept()
    {
        var host = NewHost();
        var (first, second) = TwoFiles();

        (await host.LeaseAsync(first, CancellationToken.None)).Dispose();
        (await host.LeaseAsync(second, CancellationToken.None)).Dispose();

        Assert.True(host.Holds(first) && host.Holds(second));
        Assert.Equal([second.Path, first.Path], host.Models.Select(model => model.Model.File.Path));
    }

    [Fact]
    public async Task With_room_for_one_the_one_not_in_use_goes()
    {
        var host = NewHost(maxBytes: 1);
        var (first, second) = TwoFiles();
        (await host.LeaseAsync(first, CancellationToken.None)).Dispose();

        using var lease = await host.LeaseAsync(second, CancellationToken.None);

        Assert.NotNull(lease.LoadTime);
        Assert.False(host.Holds(first));
    }

    [Fact]
    public async Task A_model_in_use_is_waited_for()
    {
        var host = NewHost(maxBytes: 1);
        var (first, second) = TwoFiles();
        var inUse = await host.LeaseAsync(first, CancellationToken.None);
        using var cancel = new CancellationTokenSource();

        var impatient = host.LeaseAsync(second, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        var waiting = host.LeaseAsync(second, CancellationToken.None);
        Assert.True(host.Holds(first));
        inUse.Dispose();

        using var lease = await waiting;
        Assert.Equal(second.Path, lease.Model.File.Path);
        Assert.False(host.Holds(first));
    }

    [Fact]
    public async Task While_a_load_waits_for_room_the_models_in_memory_are_leased_and_it_gives_up_in_time()
    {
        var time = new ManualTime();
        var host = NewHost(maxBytes: 1, time);
        var (first, second) = TwoFiles();
        using var inUse = await host.LeaseAsync(first, CancellationToken.None);
        var waiting = host.LeaseAsync(second, CancellationToken.None);
        await time.UntilTimersAsync(1);

        using (var third = await host.LeaseAsync(first, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)))
        {
            Assert.Same(inUse.Model, third.Model);
        }

        time.Advance(ModelHost.RoomLimit - TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<ChatException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(ChatErrorKind.Overloaded, error.Kind);
        Assert.True(error.IsRetryable && error.RetryAfter > TimeSpan.Zero);
        Assert.True(host.Holds(first));
    }

    private ModelHost NewHost(long? maxBytes = null, TimeProvider? time = null)
    {
        var options = engine.Options with { MaxModelBytes = maxBytes, Time = time ?? engine.Options.Time };
        var host = new ModelHost(new ModelLoader(engine.Verifier, options), options);
        _hosts.Add(host);
        return host;
    }

    private (ModelFile First, ModelFile Second) TwoFiles()
    {
        var first = engine.Catalog.Resolve(null);
        var path = Path.Combine(_folder.Path, "copy.gguf");
        File.Copy(first.Path, path);
        return (first, engine.Catalog.Resolve(path));
    }
}
