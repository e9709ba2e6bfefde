namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Objects.</summary>
internal sealed class ObjectVariant : ShapeVariant
{
    /// <summary>The declared properties, in the order in which they are written.</summary>
    public required IReadOnlyList<ObjectMember> Members { get; init; }

    /// <summary>The other properties, by kind of name; empty when there may be none.</summary>
    public required IReadOnlyList<OtherMembers> Others { get; init; }

    /// <summary>The fewest properties.</summary>
    public required int Min { get; init; }

    /// <summary>The most properties; null for any number.</summary>
    public required int? Max { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Shape> Parts =>
        Members.Select(member => member.Value).Concat(Others.Select(other => other.Value));

    /// <inheritdoc/>
    public override bool IsProductive
    {
        get
        {
            var required = 0;
            var possible = 0;
            foreach (var member in Members)
            {
                if (member.IsRequired && !member.Value.IsProductive)
                {
                    return false;
                }

                required += member.IsRequired ? 1 : 0;
                possible += member.Value.IsProductive ? 1 : 0;
            }

            return !(Min > Max)
                && !(required > Max)
                && (possible >= Min || Others.Any(other => other.Value.IsProductive));
        }
    }
}
