namespace Chat.Formats.Grammars;

/// <summary>Compares sets of places, which are sorted.</summary>
internal sealed class PlacesComparer : IEqualityComparer<long[]>, IAlternateEqualityComparer<ReadOnlySpan<long>, long[]>
{
    private PlacesComparer() { }

    /// <summary>The one there is.</summary>
    public static PlacesComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(long[] obj) => GetHashCode((ReadOnlySpan<long>)obj);

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<long> alternate, long[] other) => alternate.SequenceEqual(other);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<long> alternate)
    {
        var hash = (ulong)alternate.Length;
        foreach (var place in alternate)
        {
            hash = (hash ^ (ulong)place) * 0x9E3779B97F4A7C15ul;
            hash ^= hash >> 29;
        }

        return (int)(hash ^ (hash >> 32));
    }

    /// <inheritdoc/>
    public long[] Create(ReadOnlySpan<long> alternate) => alternate.ToArray();
}
