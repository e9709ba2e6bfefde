using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;

namespace Chat.Formats.Tests.Grammars.JsonSchema;

/// <summary>Grammars of schemas, for tests.</summary>
internal sealed class SchemaGrammars
{
    private SchemaGrammars(JsonElement schema, JsonSchemaOptions options)
    {
        Schema = schema;
        var builder = new GbnfBuilder();
        Text = builder.Write(JsonSchemaGrammar.Add(builder, "root", schema, options, Warnings));
        Grammar = GbnfText.Parse(Text);
    }

    /// <summary>The schema.</summary>
    public JsonElement Schema { get; }

    /// <summary>What the grammar does not keep.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The grammar.</summary>
    public string Text { get; }

    /// <summary>The grammar, read.</summary>
    public GbnfText Grammar { get; }

    /// <summary>The grammar of a schema.</summary>
    public static SchemaGrammars Of(string schema, JsonSchemaOptions? options = null)
    {
        using var json = JsonDocument.Parse(schema);
        return new SchemaGrammars(json.RootElement.Clone(), options ?? JsonSchemaOptions.Default);
    }

    /// <summary>Whether a text fits the grammar.</summary>
    public bool Accepts(string text) => GbnfRecogniser.Matches(Grammar, text);

    /// <summary>Draws texts.</summary>
    public IEnumerable<string> Draw(int count, int seed = 1)
    {
        var sampler = new GbnfSampler(Grammar, seed);
        Assert.Empty(sampler.EndlessRules);
        return Enumerable.Range(0, count).Select(_ => sampler.Next());
    }

    /// <summary>Checks that drawn texts are JSON and fit the schema.</summary>
    public void CheckDrawn(int count, int seed = 1)
    {
        var validator = new JsonSchemaValidator(Schema);
        foreach (var text in Draw(count, seed))
        {
            using var value = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
            var violations = validator.Validate(value.RootElement);
            Assert.True(violations.Count == 0, $"{string.Join('\n', violations)}\n{text}\n{Schema}\n{Text}");
            Assert.True(Accepts(text), $"{text}\n{Text}");
        }
    }
}
