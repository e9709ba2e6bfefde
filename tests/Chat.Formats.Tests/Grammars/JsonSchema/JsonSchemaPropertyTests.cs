using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema;
using Chat.Formats.Tests.Support;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Grammars.JsonSchema;

public sealed class JsonSchemaPropertyTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void Every_text_drawn_from_the_grammar_of_a_schema_is_JSON_that_fits_the_schema() =>
        Check.One(
            Properties.Of(80),
            Prop.ForAll(
                RandomSchemas.Arbitrary,
                schema =>
                {
                    var grammar = SchemaGrammars.Of(schema.Text);
                    Assert.Empty(grammar.Warnings);
                    grammar.CheckDrawn(4);
                }
            )
        );

    [Fact]
    public void Every_value_that_fits_a_schema_and_keeps_its_order_fits_its_grammar_and_the_validator() =>
        Check.One(
            Properties.Of(80),
            Prop.ForAll(
                RandomSchemas.Arbitrary,
                schema =>
                {
                    var grammar = SchemaGrammars.Of(schema.Text, new() { Whitespace = JsonWhitespace.None });
                    var validator = new JsonSchemaValidator(grammar.Schema);
                    for (var seed = 0; seed < 4; seed++)
                    {
                        var text = schema.Value(new Random(seed), 3);
                        using var value = JsonDocument.Parse(text);
                        var violations = validator.Validate(value.RootElement);
                        Assert.True(violations.Count == 0, $"{schema.Text}\n{text}\n{string.Join('\n', violations)}");
                        Assert.True(grammar.Accepts(text), $"{schema.Text}\n{text}\n{grammar.Text}");
                    }
                }
            )
        );

    [Fact]
    public void Integer_ranges_are_exact() =>
        Check.One(
            Properties.Of(120),
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var random = new Random(seed);
                    var low =
                        random.Next(2) == 0
                            ? random.Next(-300, 300)
                            : random.NextInt64(-10_000_000_000, 10_000_000_000);
                    var high = low + random.Next(1000);
                    var grammar = SchemaGrammars.Of($"{{\"type\":\"integer\",\"minimum\":{low},\"maximum\":{high}}}");
                    foreach (
                        var value in (long[])
                            [low - 1L, low, low + 1L, high - 1, high, high + 1, random.Next(-300, 300), 0, -low]
                    )
                    {
                        Assert.Equal(value >= low && value <= high, grammar.Accepts(value.ToString()));
                    }
                }
            )
        );

    [Fact]
    public void Decimal_ranges_are_exact() =>
        Check.One(
            Properties.Of(120),
            Prop.ForAll(
                Seeds,
                seed =>
                {
                    var random = new Random(seed);
                    var (above, below) = (random.Next(2) == 0, random.Next(2) == 0);
                    var factor = (decimal)Math.Pow(10, random.Next(5));
                    var low = random.Next(-100_000, 100_000) / factor;
                    var high = low + (random.Next(1, 1000) / factor);
                    var grammar = SchemaGrammars.Of(
                        $"{{\"type\":\"number\",\"{(above ? "exclusiveMinimum" : "minimum")}\":{low},\"{(below ? "exclusiveMaximum" : "maximum")}\":{high}}}"
                    );
                    var step = 0.1m / factor;
                    foreach (
                        var value in (decimal[])
                            [low - step, low, low + step, high - step, high, high + step, (low + high) / 2, -low, 0]
                    )
                    {
                        var fits = (above ? value > low : value >= low) && (below ? value < high : value <= high);
                        Assert.True(fits == grammar.Accepts(value.ToString("0.#########")), $"{value}\n{grammar.Text}");
                        Assert.True(
                            fits == grammar.Accepts(value.ToString("0.0########")) || value is 0,
                            $"{value}\n{grammar.Text}"
                        );
                    }

                    grammar.CheckDrawn(5);
                }
            )
        );

    [Theory]
    [InlineData(
        "12345678901234567890123",
        "12345678901234567890199",
        "12345678901234567890150",
        "12345678901234567890200"
    )]
    [InlineData("-98765432109876543210", "5", "-98765432109876543210", "-98765432109876543211")]
    [InlineData("1e30", "1e31", "1000000000000000000000000000000", "999999999999999999999999999999")]
    public void Long_ranges_are_exact(string low, string high, string inside, string outside)
    {
        var grammar = SchemaGrammars.Of($"{{\"type\":\"integer\",\"minimum\":{low},\"maximum\":{high}}}");
        Assert.True(grammar.Accepts(inside), grammar.Text);
        Assert.False(grammar.Accepts(outside), grammar.Text);
        grammar.CheckDrawn(50);
    }
}
