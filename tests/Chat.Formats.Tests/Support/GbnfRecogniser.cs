using System.Runtime.CompilerServices;

namespace Chat.Formats.Tests.Support;

/// <summary>Tells whether a text fits a <see cref="GbnfText"/>: all ends of a rule from a place are found once and kept.</summary>
internal sealed class GbnfRecogniser
{
    private readonly GbnfText _grammar;
    private readonly int[] _text;
    private readonly Dictionary<(string, int), HashSet<int>> _known = [];

    private GbnfRecogniser(GbnfText grammar, string text)
    {
        _grammar = grammar;
        _text = [.. text.EnumerateRunes().Select(rune => rune.Value)];
    }

    /// <summary>Whether the whole text fits the rule root.</summary>
    public static bool Matches(GbnfText grammar, string text)
    {
        var recogniser = new GbnfRecogniser(grammar, text);
        return recogniser.Ends(grammar.Rules["root"], [0]).Contains(recogniser._text.Length);
    }

    private HashSet<int> Ends(GbnfPiece piece, HashSet<int> starts)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (piece)
        {
            case GbnfPiece.Class one:
                return [.. starts.Where(at => at < _text.Length && one.Has(_text[at])).Select(at => at + 1)];
            case GbnfPiece.Choice choice:
                return [.. choice.Alternatives.SelectMany(alternative => Ends(alternative, starts))];
            case GbnfPiece.Row row:
                return row.Items.Aggregate(starts, (ends, item) => ends.Count == 0 ? ends : Ends(item, ends));
            case GbnfPiece.Many many:
                return Many(many, starts);
            default:
                return [.. starts.SelectMany(start => Rule(((GbnfPiece.Rule)piece).Name, start))];
        }
    }

    private HashSet<int> Rule(string name, int start)
    {
        if (!_known.TryGetValue((name, start), out var ends))
        {
            _known[(name, start)] = [];
            _known[(name, start)] = ends = Ends(_grammar.Rules[name], [start]);
        }

        return ends;
    }

    private HashSet<int> Many(GbnfPiece.Many many, HashSet<int> starts)
    {
        var all = many.Min == 0 ? new HashSet<int>(starts) : [];
        var now = starts;
        for (var count = 1; count <= (many.Max ?? int.MaxValue) && now.Count > 0; count++)
        {
            now = Ends(many.Item, now);
            var before = all.Count;
            if (count >= many.Min)
            {
                all.UnionWith(now);
                if (all.Count == before && count > many.Min)
                {
                    break;
                }
            }
        }

        return all;
    }
}
