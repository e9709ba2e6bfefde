namespace Chat.Testing.Quirks;

/// <summary>What the server does beyond sending the body.</summary>
public sealed record QuirkServer
{
    /// <summary>Keeps the connection open behind the last byte.</summary>
    public bool KeepOpen { get; init; }

    /// <summary>Sends the body in gzip, with the header that says so.</summary>
    public bool Gzip { get; init; }

    /// <summary>How many bytes <see cref="Quirk.PaddedBody"/> puts in place of the mark in the body; 0 for none.</summary>
    public int PadBytes { get; init; }
}
