namespace Chat.Testing.Quirks;

/// <summary>The newlines that a body is sent with.</summary>
public enum QuirkNewline
{
    /// <summary>LF, as the files of the corpus have them.</summary>
    Lf,

    /// <summary>CR and LF.</summary>
    CrLf,

    /// <summary>CR alone: a newline of event streams only.</summary>
    Cr,
}
