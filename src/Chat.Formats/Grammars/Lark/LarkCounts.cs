using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Lark;

/// <summary>Writes counts out as copies, for grammars in which it matters what word came before; the others leave counting to the engine.</summary>
internal static class LarkCounts
{
    /// <summary>The most copies, those of counts inside counts multiplied.</summary>
    public const int MaxCopies = 500;

    /// <summary>A part without counts: only <c>*</c> and optional parts are left.</summary>
    /// <param name="node">The part.</param>
    /// <param name="outer">How many copies of it there will be.</param>
    /// <exception cref="ChatException">There would be too many copies.</exception>
    public static LarkNode WriteOut(LarkNode node, int outer = 1) =>
        node switch
        {
            LarkChoice choice => new LarkChoice([.. choice.Parts.Select(part => WriteOut(part, outer))], choice.Place),
            LarkSequence sequence => new LarkSequence(
                [.. sequence.Parts.Select(part => WriteOut(part, outer))],
                sequence.Place
            ),
            LarkRepeat repeat => Repeat(repeat, outer),
            _ => node,
        };

    private static LarkNode Repeat(LarkRepeat repeat, int outer)
    {
        var copies = Math.Max(repeat.Most ?? repeat.Least, 1);
        if (copies > 1 && (long)copies * outer > MaxCopies)
        {
            throw repeat.Place.Error(
                $"has counts that come to more than {MaxCopies} copies",
                "Use smaller counts, or count inside one regular expression."
            );
        }

        var part = WriteOut(repeat.Part, copies * outer);
        var optional = new LarkRepeat(part, 0, repeat.Most is null ? null : 1, repeat.Place);
        var optionals = repeat.Most is { } most ? most - repeat.Least : 1;
        return LarkSequence.Of(
            [.. Enumerable.Repeat(part, repeat.Least), .. Enumerable.Repeat(optional, optionals)],
            repeat.Place
        );
    }
}
