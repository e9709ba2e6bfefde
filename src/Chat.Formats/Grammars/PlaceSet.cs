namespace Chat.Formats.Grammars;

/// <summary>A set of places that is cleared at no cost.</summary>
internal sealed class PlaceSet
{
    private long[] _places = new long[256];
    private int[] _marks = new int[256];
    private int _mark = 1;

    /// <summary>How many places it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Count = 0;
        if (_mark == int.MaxValue)
        {
            Array.Clear(_marks);
            _mark = 0;
        }

        _mark++;
    }

    /// <summary>Whether it holds a place.</summary>
    /// <param name="place">The place.</param>
    public bool Contains(long place) => _marks[Slot(place)] == _mark;

    /// <summary>Adds a place.</summary>
    /// <param name="place">The place.</param>
    /// <returns>Whether it was not there.</returns>
    public bool Add(long place)
    {
        var slot = Slot(place);
        if (_marks[slot] == _mark)
        {
            return false;
        }

        (_marks[slot], _places[slot]) = (_mark, place);
        Count++;
        if (Count * 2 > _places.Length)
        {
            Grow();
        }

        return true;
    }

    private int Slot(long place)
    {
        var hash = (ulong)place * 0x9E3779B97F4A7C15ul;
        var slot = (int)(hash >> 33) & (_places.Length - 1);
        while (_marks[slot] == _mark && _places[slot] != place)
        {
            slot = (slot + 1) & (_places.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        var (places, marks) = (_places, _marks);
        (_places, _marks) = (new long[places.Length * 2], new int[places.Length * 2]);
        for (var index = 0; index < places.Length; index++)
        {
            if (marks[index] == _mark)
            {
                var slot = Slot(places[index]);
                (_marks[slot], _places[slot]) = (_mark, places[index]);
            }
        }
    }
}
