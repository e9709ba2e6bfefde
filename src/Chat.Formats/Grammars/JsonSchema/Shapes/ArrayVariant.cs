namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Arrays.</summary>
internal sealed class ArrayVariant : ShapeVariant
{
    /// <summary>The first items.</summary>
    public required IReadOnlyList<Shape> Prefix { get; init; }

    /// <summary>The items behind them.</summary>
    public required Shape Items { get; init; }

    /// <summary>The fewest items.</summary>
    public required int Min { get; init; }

    /// <summary>The most items; null for any number.</summary>
    public required int? Max { get; init; }

    /// <summary>A shape that one of the items has, which all are of; null when that is not asked.</summary>
    public Shape? Contained { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Shape> Parts => Contained is null ? [.. Prefix, Items] : [.. Prefix, Items, Contained];

    /// <inheritdoc/>
    public override bool IsProductive =>
        !(Min > Max)
        && Contained is not { IsProductive: false }
        && !(Contained is not null && Max == 0)
        && Prefix.Take(Min).All(item => item.IsProductive)
        && (Min <= Prefix.Count || Items.IsProductive);

    /// <summary>The most items, where an item that no value fits ends the array.</summary>
    public int? ProductiveMax
    {
        get
        {
            var end = Prefix.TakeWhile(item => item.IsProductive).Count();
            return end < Prefix.Count || !Items.IsProductive ? Math.Min(end, Max ?? end) : Max;
        }
    }
}
