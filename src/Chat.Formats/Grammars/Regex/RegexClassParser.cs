using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Regex;

/// <summary>Reads classes: what stands between brackets.</summary>
/// <param name="reader">The pattern.</param>
/// <param name="dialect">Whose syntax; in Rust's, classes nest and can be intersected and subtracted.</param>
internal sealed class RegexClassParser(RegexReader reader, RegexDialect dialect)
{
    /// <summary>
    /// The most ranges that the classes of one pattern may have together, each counted before it is merged with others and again by each operation.
    /// </summary>
    public const int MaxRanges = 200_000;

    /// <summary>The most letters that are looked at, in one pattern, for what differs from them by case only.</summary>
    public const int MaxFolded = 500_000;

    private int _depth;
    private long _ranges;
    private long _folded;

    /// <summary>Reads a class.</summary>
    /// <param name="flags">The flags that hold for it.</param>
    /// <exception cref="ChatException">The class is wrong, too deep or too large.</exception>
    public CodePointSet Class(RegexFlags flags)
    {
        var position = reader.Position;
        if (++_depth > RegexParser.MaxDepth)
        {
            throw RegexReader.Invalid($"nests classes more than {RegexParser.MaxDepth} deep", position);
        }

        reader.Read();
        var isNegated = reader.Take("^");
        var set = Items(flags, position, isLeading: true);
        for (var next = Operator(); next is not '\0'; next = Operator())
        {
            var right = Items(flags, position, isLeading: false);
            Count(set.Ranges.Length + right.Ranges.Length, position);
            set = next switch
            {
                '&' => set.Intersect(right),
                '-' => set.Except(right),
                _ => CodePointSet.Union(set.Except(right), right.Except(set)),
            };
        }

        reader.Take("]");
        _depth--;
        return isNegated ? set.Negate() : set;
    }

    /// <summary>A set with what differs from it by case only, where case is ignored.</summary>
    /// <param name="set">The set.</param>
    /// <param name="flags">The flags that hold for it.</param>
    /// <param name="position">Where it stands in the pattern.</param>
    /// <exception cref="ChatException">There are too many large sets in the pattern.</exception>
    public CodePointSet Cased(CodePointSet set, RegexFlags flags, int position)
    {
        if (!flags.HasFlag(RegexFlags.IgnoreCase))
        {
            return set;
        }

        _folded += CaseFolding.CostOf(set);
        return _folded <= MaxFolded
            ? CaseFolding.Close(set)
            : throw RegexReader.Invalid("ignores the case of too many large classes", position);
    }

    private char Operator() =>
        dialect != RegexDialect.Rust ? '\0'
        : reader.Take("&&") ? '&'
        : reader.Take("--") ? '-'
        : reader.Take("~~") ? '~'
        : '\0';

    private bool IsOperator() =>
        dialect == RegexDialect.Rust && reader.Next is '&' or '-' or '~' && reader.Peek(1) == reader.Next;

    private CodePointSet Items(RegexFlags flags, int position, bool isLeading)
    {
        var ranges = new List<CodePointRange>();
        for (var isFirst = isLeading; ; isFirst = false)
        {
            if (reader.IsAtEnd)
            {
                throw RegexReader.Invalid("has a class that is never closed", position);
            }

            // Rust reads a bracket that comes first as itself.
            var isItself = isFirst && dialect == RegexDialect.Rust;
            if ((reader.Next == ']' && !isItself) || IsOperator())
            {
                break;
            }

            var item = Item(flags).Ranges;
            Count(item.Length, position);
            ranges.AddRange(item);
        }

        return Cased(CodePointSet.Of(ranges), flags, position);
    }

    private void Count(int ranges, int position)
    {
        _ranges += ranges;
        if (_ranges > MaxRanges)
        {
            throw RegexReader.Invalid($"has classes of more than {MaxRanges} ranges together", position);
        }
    }

    private CodePointSet Item(RegexFlags flags)
    {
        var position = reader.Position;
        if (dialect == RegexDialect.Rust && reader.Next == '[')
        {
            return reader.Peek(1) == ':' ? Posix() : Class(flags);
        }

        var first = One();
        if (reader.Next != '-' || reader.Peek(1) is ']' or '\0' || IsOperator())
        {
            return first;
        }

        var dash = reader.Position;
        reader.Read();
        var last = One();
        if (first.Count != 1 || last.Count != 1)
        {
            // Only one character can start or end a range: [\w-.] is a word character, a dash or a dot. What follows is read again.
            reader.Return(dash + 1);
            return CodePointSet.Union(first, CodePointSet.Of('-'));
        }

        return first.Ranges[0].First <= last.Ranges[0].First
            ? CodePointSet.Of(first.Ranges[0].First, last.Ranges[0].First)
            : throw RegexReader.Invalid("has a range whose ends are reversed", position);
    }

    private CodePointSet One() =>
        reader.Next == '\\' ? RegexEscapes.Characters(reader, dialect, inClass: true) : CodePointSet.Of(reader.Read());

    private CodePointSet Posix()
    {
        var position = reader.Position;
        reader.Take("[:");
        var isNegated = reader.Take("^");
        var name = reader.ReadTo(':', "a POSIX class");
        var set = CharacterClasses.Posix(name);
        if (set is null || !reader.Take("]"))
        {
            throw RegexReader.Invalid("has an unknown POSIX class", position);
        }

        return isNegated ? set.Negate() : set;
    }
}
