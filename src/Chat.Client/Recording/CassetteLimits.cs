namespace Chat.Client.Recording;

/// <summary>How much one cassette may hold. Recording stops at the first exchange that does not fit.</summary>
public sealed record CassetteLimits
{
    /// <summary>The most exchanges, 1 to <see cref="Cassette.MaxExchanges"/>. Default: 1000.</summary>
    public int MaxExchanges
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Cassette.MaxExchanges);
            field = value;
        }
    } = 1000;

    /// <summary>The largest file, in bytes, 4096 to <see cref="Cassette.MaxBytes"/>. Default: 32 MiB.</summary>
    public int MaxBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 4096);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Cassette.MaxBytes);
            field = value;
        }
    } = 32 * 1024 * 1024;
}
