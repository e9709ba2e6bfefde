using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Client.Secrets;
using Chat.Core.Requests;
using Chat.Http;
using Chat.Http.Batch;

namespace Chat.Client.Tests.Routing;

/// <summary>The example of docs/batches.md.</summary>
internal static class BatchExample
{
    public static async Task RunAsync(
        HttpBackends http,
        string folder,
        Func<string, string?> variable,
        TextWriter output,
        CancellationToken token
    )
    {
        var profiles = ProfileSet.Create(ProfileFile.Load(Path.Combine(folder, "profiles.json")), variable);
        var secrets = new SecretResolver(new SecretPlaces { Environment = variable, ConfigFolder = folder });
        var batches = new RemoteBackends(http, secrets).OpenBatchClient(profiles.Get("cloud"));

        BatchRequest[] requests =
        [
            new("lake", ChatCompletionRequest.Create("gpt-4.1-mini", ChatMessage.User("Name a lake."))),
            new("river", ChatCompletionRequest.Create("gpt-4.1-mini", ChatMessage.User("Name a river."))),
        ];
        var batch = await batches.SubmitAsync(requests, cancellationToken: token);
        foreach (var warning in batch.Warnings)
        {
            await output.WriteLineAsync(warning);
        }

        batch = await batches.WaitAsync(batch.Id, cancellationToken: token);
        string[] names = [.. requests.Select(request => request.CustomId)];
        foreach (var result in await batches.ReadInOrderAsync(batch, names, token))
        {
            var text = result.Completion?.AssistantMessage()?.Content?.Text ?? result.Error?.Message;
            await output.WriteLineAsync($"{result.CustomId}: {text}");
        }
    }
}
