using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Daemon.Tests.Support;
using Chat.Rpc.EngineHost;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.EngineHost;

public sealed class EngineHostServerTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly EngineHostAddress _address;

    public EngineHostServerTests() =>
        _address = EngineHostAddress.Of(_folder.File("run"), nativeFolder: null, OperatingSystem.IsWindows());

    [Fact]
    public async Task A_host_that_drains_leaves_the_socket_of_the_next_one_alone()
    {
        var goOn = new TaskCompletionSource();
        await using var first = await HostedServer.StartAsync(_address);
        await using var client = HostedServer.Client(_address);
        var asked = await BeginAsync(first, client, goOn);

        // Told to end, it frees the address while its request goes on.
        await using var other = HostedServer.Client(_address);
        var stopped = other.StopAsync(drain: true, CancellationToken.None);
        await UntilAsync(() => !File.Exists(_address.Endpoint));
        await using var second = await HostedServer.StartAsync(_address, HostedServer.Settings(2));
        goOn.SetResult();

        Assert.Equal("Yes.", await asked.WaitAsync(Soon));
        await stopped.WaitAsync(Soon);
        Assert.Equal(0, await first.Code.WaitAsync(Soon));
        Assert.True(first.Engine.Disposed);
        Assert.True(File.Exists(_address.Endpoint));
        await using var last = HostedServer.Client(_address);
        var status = await last.StatusAsync(CancellationToken.None).WaitAsync(Soon);
        Assert.Equal(2, status?.Engine.ProcessId);
    }

    [Fact]
    public async Task A_client_too_many_is_refused_until_another_has_gone()
    {
        await using var server = await HostedServer.StartAsync(_address);
        var clients = Enumerable.Range(0, 64).Select(_ => HostedServer.Client(_address)).ToList();
        await using var late = HostedServer.Client(_address);
        try
        {
            await Task.WhenAll(clients.Select(ListAsync)).WaitAsync(Soon);

            var refused = await Assert.ThrowsAsync<ChatException>(() => ListAsync(late));
            // More than are told so are cut off, and say the same to their users.
            var mute = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => HostStreams.ConnectAsync(_address)));
            var cutOff = await Assert.ThrowsAsync<ChatException>(() => ListAsync(late));

            Assert.Equal((ChatErrorKind.Overloaded, true), (refused.Kind, refused.IsRetryable));
            Assert.Equal("The engine host has as many connections as it takes.", refused.Message);
            Assert.Equal((refused.Kind, refused.Message), (cutOff.Kind, cutOff.Message));
            await Task.WhenAll(clients.Select(ListAsync)).WaitAsync(Soon);
            foreach (var stream in mute)
            {
                await stream.DisposeAsync();
            }

            await clients[0].DisposeAsync();
            await UntilAsync(() => TryListAsync(late));
            await Assert.ThrowsAsync<ObjectDisposedException>(() => ListAsync(clients[0]));
            await Task.WhenAll(clients.Skip(1).Select(ListAsync)).WaitAsync(Soon);
        }
        finally
        {
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static Task ListAsync(EngineHostClient client) =>
        client.CallAsync(RpcMethods.ModelsList, _ => new ModelsListParams(), progress: null, CancellationToken.None);

    private static async Task<bool> TryListAsync(EngineHostClient client)
    {
        try
        {
            await ListAsync(client);
            return true;
        }
        catch (ChatException error) when (error.Kind == ChatErrorKind.Overloaded)
        {
            return false;
        }
    }

    // Gives the answer's text, once its first chunk is held back at the host.
    private static async Task<Task<string>> BeginAsync(
        HostedServer server,
        EngineHostClient client,
        TaskCompletionSource goOn
    )
    {
        var isThere = new TaskCompletionSource();
        server.Engine.Fake.Before = (_, token) =>
        {
            isThere.TrySetResult();
            return goOn.Task.WaitAsync(token);
        };
        var answer = AskAsync(client);
        await isThere.Task.WaitAsync(Soon);
        return answer;
    }

    private static async Task<string> AskAsync(EngineHostClient client)
    {
        var request = new ChatCompletionRequest { Messages = [ChatMessage.User("hi")] };
        var text = "";
        await foreach (
            var chunk in client.StreamAsync(
                new ChatCompleteParams { Request = request },
                progress: null,
                CancellationToken.None
            )
        )
        {
            text += chunk.Choices.Count > 0 ? chunk.Choices[0].Delta.Content : "";
        }

        return text;
    }

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }
}
