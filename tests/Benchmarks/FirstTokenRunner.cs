using System.Diagnostics;
using System.Globalization;
using Chat.Core.Requests;
using Chat.Http;
using Chat.Testing.FakeServers;

namespace Benchmarks;

/// <summary>
/// Measures what a backend adds to the time to the first token: it and a bare HTTP client ask the same loopback server in turns. The goal is
/// at most 1 ms. Usage: <c>first-token [PAIRS]</c>.
/// </summary>
internal static class FirstTokenRunner
{
    /// <summary>Runs the pairs and prints the medians and the median difference.</summary>
    /// <param name="arguments">The arguments after <c>first-token</c>.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var pairs = arguments is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 300;
        await using var server = await FakeServer.StartAsync();
        server.Respond(_ => FakeReplies.SseText().WithPieces([RecordedStream.Body]));
        using var bare = server.CreateClient();
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        await using var backend = backends.Create(
            new HttpBackendOptions { Target = HttpTargets.OpenAI, BaseAddress = new Uri(server.Address, "/v1") }
        );
        var request = ChatCompletionRequest.Create("m", ChatMessage.User("x"));
        List<double> own = [];
        List<double> other = [];
        // The first pairs warm both up.
        for (var pair = -50; pair < pairs; pair++)
        {
            var ownTime = await OwnAsync(backend, request);
            var bareTime = await BareAsync(bare);
            if (pair >= 0)
            {
                own.Add(ownTime);
                other.Add(bareTime);
            }
        }

        var added = own.Zip(other, (mine, theirs) => mine - theirs).Order().ToList();
        await Console.Out.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"first token, {pairs} pairs: backend {Median(own):F3} ms, bare {Median(other):F3} ms, added p50 {Median(added):F3} ms, p90 {added[added.Count * 9 / 10]:F3} ms"
            )
        );
    }

    private static async Task<double> OwnAsync(Chat.Core.Backends.IChatBackend backend, ChatCompletionRequest request)
    {
        var start = Stopwatch.GetTimestamp();
        var first = double.NaN;
        await foreach (var _ in backend.StreamAsync(request, CancellationToken.None))
        {
            first = double.IsNaN(first) ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : first;
        }

        return first;
    }

    private static async Task<double> BareAsync(HttpClient client)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent("""{"model":"m","messages":[{"role":"user","content":"x"}],"stream":true}"""),
        };
        var buffer = new byte[64 << 10];
        var start = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        _ = await body.ReadAsync(buffer);
        var first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        while (await body.ReadAsync(buffer) > 0) { }
        return first;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
