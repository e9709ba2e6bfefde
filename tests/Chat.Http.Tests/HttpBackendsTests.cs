using Chat.Core.Errors;
using Chat.Http.Exchange;

namespace Chat.Http.Tests;

public sealed class HttpBackendsTests
{
    [Fact]
    public void Several_choices_are_made_where_the_server_makes_one()
    {
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));
        foreach (var target in HttpTargets.All)
        {
            var backend = backends.Create(Options(target));

            Assert.Equal(
                target is HttpTargets.Ollama or HttpTargets.OllamaV1 or HttpTargets.KTransformers,
                backend is ChoiceFanOut
            );
        }
    }

    [Fact]
    public void Wrong_options_are_refused()
    {
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));

        Assert.Throws<ChatException>(() => backends.Create(Options("nobody")));
    }

    [Theory]
    [InlineData(HttpTargets.Ollama)]
    [InlineData(HttpTargets.KTransformers)]
    public void A_server_without_batches_has_no_client_of_them(string target)
    {
        using var backends = new HttpBackends(TimeProvider.System, new Random(1));

        var failure = Assert.Throws<ChatException>(() => backends.CreateBatchClient(Options(target)));

        Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
    }

    private static HttpBackendOptions Options(string target) =>
        new() { Target = target, BaseAddress = new Uri("http://127.0.0.1:1") };
}
