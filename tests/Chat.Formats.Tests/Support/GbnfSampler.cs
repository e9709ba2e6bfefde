using System.Text;

namespace Chat.Formats.Tests.Support;

/// <summary>Draws texts from a <see cref="GbnfText"/>. When a text grows long or deep it takes the shortest way out.</summary>
internal sealed class GbnfSampler
{
    private const int MostDepth = 60;
    private const int MostLength = 600;
    private const int Endless = 1_000_000;

    // Characters that texts are drawn from first; a class without any of them gives its first.
    private static readonly int[] Common =
    [
        .. "aZ09 _-\"\\/é世".EnumerateRunes().Select(rune => rune.Value),
        0x1F600,
        0x7F,
        '\n',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        'u',
        'n',
        '5',
        '.',
        '+',
        'e',
    ];

    private readonly GbnfText _grammar;
    private readonly Random _random;
    private readonly Dictionary<string, int> _heights = new(StringComparer.Ordinal);

    /// <summary>A sampler.</summary>
    public GbnfSampler(GbnfText grammar, int seed)
    {
        _grammar = grammar;
        _random = new Random(seed);
        FindHeights();
    }

    /// <summary>The rules that never end, which no grammar should have.</summary>
    public IEnumerable<string> EndlessRules => _grammar.Rules.Keys.Where(name => Height(name) >= Endless);

    /// <summary>Draws a text.</summary>
    public string Next()
    {
        var text = new StringBuilder();
        Draw(text, _grammar.Rules["root"], 0);
        return text.ToString();
    }

    private int Height(string name) => _heights.GetValueOrDefault(name, Endless);

    private void FindHeights()
    {
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var (name, piece) in _grammar.Rules)
            {
                var height = Height(piece) + 1;
                if (height < Height(name))
                {
                    _heights[name] = height;
                    changed = true;
                }
            }
        }
    }

    private int Height(GbnfPiece piece) =>
        piece switch
        {
            GbnfPiece.Choice choice => choice.Alternatives.Min(Height),
            GbnfPiece.Row row => row.Items.Count == 0 ? 0 : row.Items.Max(Height),
            GbnfPiece.Many many => many.Min == 0 ? 0 : Height(many.Item),
            GbnfPiece.Rule rule => Height(rule.Name),
            _ => 0,
        };

    private void Draw(StringBuilder text, GbnfPiece piece, int depth)
    {
        var isShort = depth > MostDepth || text.Length > MostLength;
        switch (piece)
        {
            case GbnfPiece.Class one:
                text.Append(new Rune(Pick(one)));
                break;
            case GbnfPiece.Choice choice:
                var alternatives = choice.Alternatives;
                Draw(
                    text,
                    isShort ? alternatives.MinBy(Height)! : alternatives[_random.Next(alternatives.Count)],
                    depth + 1
                );
                break;
            case GbnfPiece.Row row:
                foreach (var item in row.Items)
                {
                    Draw(text, item, depth + 1);
                }

                break;
            case GbnfPiece.Many many:
                var most = Math.Min(many.Max ?? int.MaxValue, many.Min + (_random.Next(6) == 0 ? 12 : 3));
                for (var count = isShort ? many.Min : _random.Next(many.Min, most + 1); count > 0; count--)
                {
                    Draw(text, many.Item, depth + 1);
                }

                break;
            default:
                Draw(text, _grammar.Rules[((GbnfPiece.Rule)piece).Name], depth + 1);
                break;
        }
    }

    private int Pick(GbnfPiece.Class one)
    {
        if (!one.IsNegated)
        {
            var (first, last) = one.Ranges[_random.Next(one.Ranges.Count)];
            return _random.Next(first, Math.Min(last, 0x10FFFF) + 1) is var value && Rune.IsValid(value)
                ? value
                : first;
        }

        var fit = Common.Where(one.Has).ToList();
        return fit.Count > 0 ? fit[_random.Next(fit.Count)] : Enumerable.Range('!', 20000).First(one.Has);
    }
}
