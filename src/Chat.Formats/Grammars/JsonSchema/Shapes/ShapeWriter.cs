using Chat.Formats.Grammars.Gbnf;
using Chat.Formats.Grammars.JsonSchema.Rules;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Writes shapes as rules, those that have a value. Works from a queue, as <see cref="ShapeBuilder"/> does.</summary>
internal sealed class ShapeWriter
{
    private readonly GbnfBuilder _builder;
    private readonly ObjectWriter _objects;
    private readonly ArrayWriter _arrays;
    private readonly Queue<Shape> _waiting = new();

    /// <summary>A writer.</summary>
    /// <param name="builder">Where rules go.</param>
    /// <param name="rules">The rules of JSON.</param>
    public ShapeWriter(GbnfBuilder builder, JsonRules rules)
    {
        _builder = builder;
        _objects = new ObjectWriter(builder, rules, this);
        _arrays = new ArrayWriter(builder, rules, this);
    }

    /// <summary>The rule of a shape that has a value.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="name">What it is best called.</param>
    public string RuleOf(Shape shape, string name)
    {
        while (
            shape.Rule is null && shape.Variants.Where(variant => variant.IsProductive).ToList() is [AliasVariant alias]
        )
        {
            shape = alias.Target;
        }

        if (shape.Rule is not null)
        {
            return shape.Rule;
        }

        if (shape.Variants.TrueForAll(variant => variant is TextVariant))
        {
            return shape.Rule = shape.Variants is [TextVariant only]
                ? Rule(only, name)
                : _builder.Add(
                    name,
                    string.Join(
                        " | ",
                        shape.Variants.Cast<TextVariant>().Select(variant => Rule(variant, $"{name}-{variant.Name}"))
                    )
                );
        }

        _waiting.Enqueue(shape);
        return shape.Rule = _builder.Reserve(name);
    }

    /// <summary>Writes the rules that were asked for and are not there yet.</summary>
    public void Finish()
    {
        while (_waiting.TryDequeue(out var shape))
        {
            _builder.Set(
                shape.Rule!,
                string.Join(
                    " | ",
                    shape.Variants.Where(variant => variant.IsProductive).Select(variant => Expression(shape, variant))
                )
            );
        }
    }

    private string Expression(Shape shape, ShapeVariant variant) =>
        variant switch
        {
            TextVariant text => Rule(text, shape.Name),
            AliasVariant alias => RuleOf(alias.Target, alias.Target.Name),
            ArrayVariant array => _arrays.Write(array, shape.Rule!),
            ObjectVariant value => _objects.Write(value, shape.Rule!),
            _ => throw new InvalidOperationException($"A variant of type {variant.GetType()} has no writer."),
        };

    // An expression that is a rule's name already needs no rule of its own.
    private string Rule(TextVariant text, string name)
    {
        var expression = text.Expression;
        return expression.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            ? expression
            : _builder.Add(text.Name.StartsWith("json-", StringComparison.Ordinal) ? text.Name : name, expression);
    }
}
