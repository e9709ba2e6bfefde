using Chat.Http.Azure;
using Chat.Http.Dialects;
using Chat.Http.Mistral;
using Chat.Http.Ollama;
using Chat.Http.OpenAI;

namespace Chat.Http.Tests.Dialects;

public sealed class WireDialectsTests
{
    [Fact]
    public void Every_target_has_its_dialect()
    {
        foreach (var target in HttpTargets.All)
        {
            var dialect = WireDialects.For(
                new HttpBackendOptions { Target = target, BaseAddress = new Uri("http://127.0.0.1") }
            );

            var expected = target switch
            {
                HttpTargets.Azure => typeof(AzureDialect),
                HttpTargets.Mistral => typeof(MistralDialect),
                HttpTargets.Ollama => typeof(OllamaDialect),
                _ => typeof(OpenAIDialect),
            };
            Assert.IsType(expected, dialect);
            Assert.NotEmpty(dialect.DisplayName);
        }
    }
}
