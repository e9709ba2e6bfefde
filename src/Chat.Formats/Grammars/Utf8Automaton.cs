using System.Runtime.InteropServices;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars;

/// <summary>
/// Character classes as one automaton over the bytes of UTF-8, built state by state; equal states are kept once. Well-formed UTF-8 only:
/// no overlong form, no surrogate, nothing over 10FFFF.
/// </summary>
internal sealed class Utf8Automaton
{
    /// <summary>Where a byte leads that ends the character.</summary>
    public const int Done = -1;

    /// <summary>Where a byte leads that does not fit.</summary>
    public const int None = -2;

    private const int LastCodePoint = 0x10FFFF;

    private static ReadOnlySpan<byte> Padding => " 0aA"u8;

    private readonly Dictionary<string, int> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly int[] _bytes = new int[256];
    private readonly int[] _full = [Done, None, None, None];
    private readonly List<int> _starts = [0];
    private readonly List<Edge> _edges = [];
    private readonly List<int> _least = [];

    /// <summary>An automaton without states.</summary>
    public Utf8Automaton() => Array.Fill(_bytes, None);

    /// <summary>How many states there are.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>The state that takes one byte and is done.</summary>
    /// <param name="value">The byte.</param>
    public int OfByte(byte value) =>
        _bytes[value] != None ? _bytes[value] : _bytes[value] = Add([new Edge(value, value, Done)]);

    /// <summary>The state before a character of a class.</summary>
    /// <param name="set">The class.</param>
    public int OfClass(GbnfClass set)
    {
        var key = string.Create(
            (set.Ranges.Count * 4) + 1,
            set,
            static (span, set) =>
            {
                span[0] = set.IsNegated ? '^' : ' ';
                for (var index = 0; index < set.Ranges.Count; index++)
                {
                    var (first, last) = set.Ranges[index];
                    (span[(4 * index) + 1], span[(4 * index) + 2]) = ((char)(first >> 16), (char)first);
                    (span[(4 * index) + 3], span[(4 * index) + 4]) = ((char)(last >> 16), (char)last);
                }
            }
        );
        if (!_classes.TryGetValue(key, out var state))
        {
            _classes[key] = state = Build(Normalise(set));
        }

        return state;
    }

    /// <summary>Where a byte leads.</summary>
    /// <param name="state">From which state.</param>
    /// <param name="value">The byte.</param>
    /// <returns>A state, <see cref="Done"/> or <see cref="None"/>.</returns>
    public int Move(int state, byte value)
    {
        foreach (var edge in CollectionsMarshal.AsSpan(_edges)[_starts[state].._starts[state + 1]])
        {
            if (value <= edge.Last)
            {
                return value >= edge.First ? edge.Target : None;
            }
        }

        return None;
    }

    /// <summary>How many bytes it takes at least to be done.</summary>
    /// <param name="state">From which state.</param>
    /// <returns><see cref="StepEndings.None"/> when it cannot be done, as from the state of an empty class.</returns>
    public int LeastBytes(int state) => _least[state];

    /// <summary>Adds the bytes of the shortest way to be done; of several, one that a reader takes for padding.</summary>
    /// <param name="state">From which state; one that can be done.</param>
    /// <param name="bytes">Takes the bytes.</param>
    public void AddShortest(int state, List<int> bytes)
    {
        while (state >= 0)
        {
            var value = Shortest(state);
            bytes.Add(value);
            state = Move(state, value);
        }
    }

    private byte Shortest(int state)
    {
        var least = _least[state];
        foreach (var value in Padding)
        {
            if (Move(state, value) == Done)
            {
                return value;
            }
        }

        // Control characters come first in a class and last for a reader.
        byte? control = null;
        foreach (var edge in CollectionsMarshal.AsSpan(_edges)[_starts[state].._starts[state + 1]])
        {
            if (1 + (edge.Target == Done ? 0 : _least[edge.Target]) != least)
            {
                continue;
            }

            if (edge.Last >= ' ')
            {
                return Math.Max(edge.First, (byte)' ');
            }

            control ??= edge.First;
        }

        return control!.Value;
    }

    /// <summary>Sorts the 256 bytes into kinds that no state tells apart.</summary>
    /// <returns>Each byte's kind, numbered from 0 without a gap and rising with the byte.</returns>
    public byte[] Kinds()
    {
        var begins = new bool[257];
        foreach (var edge in _edges)
        {
            begins[edge.First] = begins[edge.Last + 1] = true;
        }

        var kinds = new byte[256];
        for (var value = 1; value < 256; value++)
        {
            kinds[value] = (byte)(kinds[value - 1] + (begins[value] ? 1 : 0));
        }

        return kinds;
    }

    /// <summary>The code points of a class: sorted, apart from each other, without surrogates.</summary>
    private static List<GbnfRange> Normalise(GbnfClass set)
    {
        var sorted = set.Ranges.OrderBy(range => range.First).ToList();
        if (set.IsNegated)
        {
            sorted = Complement(sorted);
        }

        var ranges = new List<GbnfRange>();
        foreach (var range in sorted)
        {
            if (ranges.Count > 0 && range.First <= ranges[^1].Last + 1)
            {
                ranges[^1] = ranges[^1] with { Last = Math.Max(ranges[^1].Last, range.Last) };
            }
            else
            {
                ranges.Add(range);
            }
        }

        return ranges;
    }

    private static List<GbnfRange> Complement(List<GbnfRange> sorted)
    {
        var others = new List<GbnfRange>();
        var next = 0;
        foreach (var (first, last) in sorted)
        {
            if (first > next)
            {
                others.Add(new GbnfRange(next, first - 1));
            }

            next = Math.Max(next, last + 1);
        }

        if (next <= LastCodePoint)
        {
            others.Add(new GbnfRange(next, LastCodePoint));
        }

        return others;
    }

    private int Build(List<GbnfRange> ranges)
    {
        var edges = new List<Edge>();
        AddLength(edges, ranges, 0, 0x7F, lead: 0, more: 0);
        AddLength(edges, ranges, 0x80, 0x7FF, lead: 0xC0, more: 1);
        AddLength(edges, ranges, 0x800, 0xD7FF, lead: 0xE0, more: 2);
        AddLength(edges, ranges, 0xE000, 0xFFFF, lead: 0xE0, more: 2);
        AddLength(edges, ranges, 0x10000, LastCodePoint, lead: 0xF0, more: 3);
        return Add(edges);
    }

    /// <summary>Adds the edges of the first bytes of all characters that are as many bytes long.</summary>
    private void AddLength(List<Edge> edges, List<GbnfRange> ranges, int from, int to, int lead, int more)
    {
        var inside = new List<GbnfRange>();
        foreach (var (first, last) in ranges)
        {
            if (first <= to && last >= from)
            {
                inside.Add(new GbnfRange(Math.Max(first, from), Math.Min(last, to)));
            }
        }

        AddBlocks(edges, inside, lead, more);
    }

    /// <summary>Adds an edge for each block of values that share all but their last <paramref name="more"/> bytes.</summary>
    private void AddBlocks(List<Edge> edges, List<GbnfRange> ranges, int lead, int more)
    {
        var shift = 6 * more;
        var size = 1 << shift;
        var part = new List<GbnfRange>();
        var partBlock = -1;
        foreach (var (first, last) in ranges)
        {
            for (var start = first; start <= last; )
            {
                var block = start >> shift;
                var end = Math.Min(last, (block << shift) + size - 1);
                if (end - start + 1 == size)
                {
                    var lastFull = (last + 1) >> shift;
                    EndPart();
                    AddEdge(edges, new Edge((byte)(lead + block), (byte)(lead + lastFull - 1), Full(more)));
                    end = (lastFull << shift) - 1;
                }
                else
                {
                    if (block != partBlock)
                    {
                        EndPart();
                        partBlock = block;
                    }

                    part.Add(new GbnfRange(start & (size - 1), end & (size - 1)));
                }

                start = end + 1;
            }
        }

        EndPart();

        void EndPart()
        {
            if (part.Count > 0)
            {
                AddEdge(edges, new Edge((byte)(lead + partBlock), (byte)(lead + partBlock), Continue(part, more - 1)));
                part.Clear();
                partBlock = -1;
            }
        }
    }

    private int Continue(List<GbnfRange> ranges, int more)
    {
        var edges = new List<Edge>();
        AddBlocks(edges, ranges, 0x80, more);
        return Add(edges);
    }

    /// <summary>The state that takes any bytes of the second to last place.</summary>
    private int Full(int more) =>
        _full[more] != None ? _full[more] : _full[more] = Add([new Edge(0x80, 0xBF, Full(more - 1))]);

    private static void AddEdge(List<Edge> edges, Edge edge)
    {
        if (edges.Count > 0 && edges[^1].Target == edge.Target && edge.First <= edges[^1].Last + 1)
        {
            edges[^1] = edges[^1] with { Last = edge.Last };
        }
        else
        {
            edges.Add(edge);
        }
    }

    private int Add(List<Edge> edges)
    {
        var key = string.Create(
            edges.Count * 3,
            edges,
            static (span, edges) =>
            {
                for (var index = 0; index < edges.Count; index++)
                {
                    var edge = edges[index];
                    span[3 * index] = (char)((edge.First << 8) | edge.Last);
                    (span[(3 * index) + 1], span[(3 * index) + 2]) = ((char)(edge.Target >> 16), (char)edge.Target);
                }
            }
        );
        if (!_states.TryGetValue(key, out var state))
        {
            state = Count;
            _states[key] = state;
            _edges.AddRange(edges);
            _starts.Add(_edges.Count);
            // What an edge leads to was added before.
            var least =
                edges.Count == 0 ? StepEndings.None : edges.Min(edge => edge.Target == Done ? 0 : _least[edge.Target]);
            _least.Add(least == StepEndings.None ? least : least + 1);
        }

        return state;
    }

    private readonly record struct Edge(byte First, byte Last, int Target);
}
