namespace Chat.Client.Recording;

/// <summary>Which member of the backend was called.</summary>
public enum CassetteCall
{
    /// <summary>A whole answer was asked for: <c>complete</c> in the file.</summary>
    Complete,

    /// <summary>An answer in chunks was asked for: <c>stream</c> in the file.</summary>
    Stream,

    /// <summary>The list of models was asked for: <c>models</c> in the file.</summary>
    Models,
}
