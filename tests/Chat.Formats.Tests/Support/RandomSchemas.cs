using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Formats.Tests.Support;

/// <summary>
/// Random schemas of all kinds that a grammar keeps: nested objects, arrays, tuples, enums, ranges, lengths, patterns, formats, unions, intersections and
/// references that recurse. Needs FsCheck and nothing of this project, so that other tests can link it with <see cref="RandomSchema"/>.
/// </summary>
internal sealed class RandomSchemas
{
    private const int MostDepth = 3;

    private static readonly string[] Names =
        "a,b,name,names,n,first name,naïve,q\"uote,a/b~c,世,line\nfeed,back\\slash,id,x-1".Split(',');

    private static readonly (string Pattern, string[] Values)[] Patterns =
    [
        ("^[a-z]{2,5}$", ["ab", "hello"]),
        ("^(?:foo|bar)-[0-9]+$", ["foo-1", "bar-20"]),
        ("^\\d{3}-\\d{4}$", ["555-0123"]),
        ("[A-Z]", ["A", "xYz", "é!Q"]),
        ("^#?(\\w|\\.)*$", ["#", "a.b", ""]),
        ("^[^\"\\\\]+$", ["plain"]),
        ("\"$", ["say \"", "\""]),
    ];

    private static readonly (string Format, string[] Values)[] Formats =
    [
        ("date", ["2024-02-29", "1999-12-31"]),
        ("time", ["23:59:59Z", "00:00:00.5+01:30"]),
        ("date-time", ["2012-04-23T18:25:43.511Z"]),
        ("uuid", ["12345678-1234-1234-1234-1234567890ab"]),
        ("ipv4", ["127.0.0.1", "255.255.255.255"]),
        ("ipv6", ["::1", "2001:db8::ff00:42:8329", "1:2:3:4:5:6:7:8"]),
        ("email", ["joe.bloggs@example.com"]),
        ("hostname", ["www.example.com"]),
        ("uri", ["https://example.com/a?b=c#d"]),
        ("duration", ["P3DT4H", "P2W"]),
    ];

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Random _random;
    private readonly JsonObject _definitions = [];

    private RandomSchemas(int seed) => _random = new Random(seed);

    /// <summary>Random schemas for properties.</summary>
    public static Arbitrary<RandomSchema> Arbitrary { get; } = Gen.Choose(0, int.MaxValue - 1).Select(Of).ToArbitrary();

    /// <summary>The schema of a seed.</summary>
    /// <param name="seed">The seed.</param>
    public static RandomSchema Of(int seed)
    {
        var schemas = new RandomSchemas(seed);
        var (node, value) = schemas.Object(MostDepth);
        if (schemas._definitions.Count > 0)
        {
            node["$defs"] = schemas._definitions;
        }

        return new RandomSchema(node.ToJsonString(), value);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);

    private static (JsonObject, Func<Random, int, string>) Fixed(JsonObject node, params string[] values) =>
        (node, (random, _) => values[random.Next(values.Length)]);

    private bool Chance(int of) => _random.Next(of) == 0;

    private (JsonObject Node, Func<Random, int, string> Value) Any(int depth) =>
        _random.Next(depth > 0 ? 14 : 8) switch
        {
            0 => Fixed(new() { ["type"] = "boolean" }, "true", "false"),
            1 => Integer(),
            2 => Number(),
            3 => String(),
            4 => Pattern(),
            5 => Format(),
            6 => Enum(),
            7 => Fixed(new() { ["type"] = new JsonArray("string", "null") }, "null", "\"x\""),
            8 or 9 => Object(depth - 1),
            10 => Array(depth - 1),
            11 => Union(depth - 1),
            12 => Intersection(depth - 1),
            _ => Reference(depth - 1),
        };

    private (JsonObject, Func<Random, int, string>) Integer()
    {
        var low = _random.NextInt64(-2000, 2000);
        var high = low + 2 + _random.Next(0, Chance(2) ? 9 : 100_000);
        var node = new JsonObject { ["type"] = "integer" };
        Bound(node, "inimum", low, 1);
        Bound(node, "aximum", high, -1);
        var from = node.ContainsKey("exclusiveMinimum") ? low + 1 : low;
        var to = node.ContainsKey("exclusiveMaximum") ? high - 1 : high;
        return (node, (random, _) => random.NextInt64(from, to + 1).ToString(CultureInfo.InvariantCulture));
    }

    private void Bound(JsonObject node, string name, long bound, int inwards)
    {
        switch (_random.Next(4))
        {
            case 0:
                node[$"exclusiveM{name}"] = bound;
                break;
            case 1:
                node[$"m{name}"] = bound - (inwards * 0.5m);
                break;
            case 2:
                node[$"m{name}"] = bound;
                break;
            default:
                break;
        }
    }

    private (JsonObject, Func<Random, int, string>) Number()
    {
        var low = _random.Next(-50_000, 50_000) / 1000m;
        var high = low + (_random.Next(2, 20_000) / 1000m);
        var node = new JsonObject
        {
            ["type"] = "number",
            [Chance(2) ? "minimum" : "exclusiveMinimum"] = low,
            [Chance(2) ? "maximum" : "exclusiveMaximum"] = high,
        };
        if (Chance(4))
        {
            node["multipleOf"] = 0.001m;
        }

        if (Chance(4))
        {
            return Fixed(new() { ["type"] = "number" }, "0", "-1.5", "12e-3", "0.0625");
        }

        return (
            node,
            (random, _) =>
                (low + ((high - low) / random.Next(2, 3))).ToString("0.###", CultureInfo.InvariantCulture) is var text
                && Fits(text)
                    ? text
                    : ((low + high) / 2).ToString("0.000", CultureInfo.InvariantCulture)
        );

        bool Fits(string text) =>
            decimal.Parse(text, CultureInfo.InvariantCulture) is var value && value > low && value < high;
    }

    private (JsonObject, Func<Random, int, string>) String()
    {
        var min = _random.Next(0, 4);
        var max = min + _random.Next(0, 6);
        var node = new JsonObject { ["type"] = "string" };
        if (Chance(2))
        {
            node["minLength"] = min;
            node["maxLength"] = max;
        }

        return (
            node,
            (random, _) =>
                Quote(
                    string.Concat(
                        Enumerable
                            .Range(0, random.Next(min, max + 1))
                            .Select(_ => ((string[])["a", "é", "😀", "\"", "\n", "世"])[random.Next(6)])
                    )
                )
        );
    }

    private (JsonObject, Func<Random, int, string>) Pattern()
    {
        var (pattern, values) = Patterns[_random.Next(Patterns.Length)];
        return Fixed(new() { ["type"] = "string", ["pattern"] = pattern }, [.. values.Select(Quote)]);
    }

    private (JsonObject, Func<Random, int, string>) Format()
    {
        var (format, values) = Formats[_random.Next(Formats.Length)];
        return Fixed(new() { ["type"] = "string", ["format"] = format }, [.. values.Select(Quote)]);
    }

    private (JsonObject, Func<Random, int, string>) Enum()
    {
        var all = "\"red\" \"gre\\\"en\" 1 2.50 null true [1,\"a\"] {\"k\":null} \"red2\"".Split(' ');
        var values = all.Where(_ => Chance(2)).Append("\"blue\"").ToArray();
        return Chance(4)
            ? Fixed(new() { ["const"] = JsonNode.Parse(values[0]) }, values[0])
            : Fixed(new() { ["enum"] = JsonNode.Parse($"[{string.Join(",", values)}]") }, values);
    }

    private (JsonObject Node, Func<Random, int, string> Value) Object(int depth)
    {
        var names = Names.Where(_ => Chance(4)).Take(5).ToList();
        return Object(depth, names);
    }

    private (JsonObject Node, Func<Random, int, string> Value) Object(
        int depth,
        List<string> names,
        bool isPlain = false
    )
    {
        var properties = new JsonObject();
        var members = new List<(string Name, bool IsRequired, Func<Random, int, string> Value)>();
        foreach (var name in names)
        {
            var (schema, value) = Any(depth);
            properties[name] = schema;
            members.Add((name, Chance(2), value));
        }

        var node = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (members.Exists(member => member.IsRequired))
        {
            node["required"] = new JsonArray([
                .. members.Where(member => member.IsRequired).Select(member => (JsonNode)member.Name),
            ]);
        }

        var others = isPlain ? 3 : _random.Next(4);
        Func<Random, int, string>? other = null;
        if (others == 0)
        {
            node["additionalProperties"] = false;
        }
        else if (others == 1)
        {
            var (schema, value) = Any(0);
            node["additionalProperties"] = schema;
            other = value;
        }

        return (
            node,
            (random, left) =>
            {
                var pairs = members
                    .Where(member => member.IsRequired || (left > 0 && random.Next(2) == 0))
                    .Select(member => $"{Quote(member.Name)}:{member.Value(random, left - 1)}")
                    .ToList();
                if (other is not null && random.Next(2) == 0)
                {
                    pairs.Add($"\"other\":{other(random, 0)}");
                }

                return $"{{{string.Join(",", pairs)}}}";
            }
        );
    }

    private (JsonObject, Func<Random, int, string>) Array(int depth)
    {
        var (items, value) = Any(depth);
        var node = new JsonObject { ["type"] = "array", ["items"] = items };
        var min = Chance(2) ? 0 : _random.Next(0, 4);
        var max = min + _random.Next(0, 4);
        if (min > 0)
        {
            node["minItems"] = min;
        }

        if (Chance(2))
        {
            node["maxItems"] = max;
        }

        if (Chance(4))
        {
            var (first, firstValue) = Any(0);
            node["prefixItems"] = new JsonArray(first);
            return (
                node,
                (random, left) =>
                    $"[{string.Join(",", Enumerable.Range(0, random.Next(min, max + 1)).Select(index => index == 0 ? firstValue(random, 0) : value(random, left - 1)))}]"
            );
        }

        return (
            node,
            (random, left) =>
                $"[{string.Join(",", Enumerable.Range(0, left > 0 ? random.Next(min, max + 1) : min).Select(_ => value(random, left - 1)))}]"
        );
    }

    private (JsonObject, Func<Random, int, string>) Union(int depth)
    {
        var (first, firstValue) = Chance(2) ? Object(depth) : Array(depth);
        var (second, secondValue) = Chance(2) ? Integer() : String();
        return (
            new JsonObject { [Chance(2) ? "anyOf" : "oneOf"] = new JsonArray(first, second) },
            (random, left) => left > 0 && random.Next(2) == 0 ? firstValue(random, left) : secondValue(random, left)
        );
    }

    // Two objects of other names, both open, and a value that is both one after the other.
    private (JsonObject, Func<Random, int, string>) Intersection(int depth)
    {
        var (first, firstValue) = Object(depth, ["one", "two"], isPlain: true);
        var (second, secondValue) = Object(depth, ["three"], isPlain: true);
        return (
            new JsonObject { ["allOf"] = new JsonArray(first, second) },
            (random, left) => Joined(firstValue(random, left)[1..^1], secondValue(random, left)[1..^1])
        );

        static string Joined(string first, string second) =>
            $"{{{first}{(first.Length > 0 && second.Length > 0 ? "," : "")}{second}}}";
    }

    private (JsonObject, Func<Random, int, string>) Reference(int depth)
    {
        var name = $"def{_definitions.Count}";
        _definitions[name] = true;
        var (leaf, leafValue) = Any(Math.Min(depth, 1));
        var reference = new JsonObject { ["$ref"] = $"#/$defs/{name}" };
        _definitions[name] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["value"] = leaf,
                ["children"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = reference.DeepClone(),
                    ["maxItems"] = 2,
                },
            },
            ["required"] = new JsonArray("value", "children"),
            ["additionalProperties"] = false,
        };
        return (reference, Node);

        string Node(Random random, int left) =>
            $"{{\"value\":{leafValue(random, left)},\"children\":[{(left > 0 && random.Next(2) == 0 ? Node(random, left - 1) : "")}]}}";
    }
}
