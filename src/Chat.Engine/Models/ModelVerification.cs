namespace Chat.Engine.Models;

/// <summary>How a model file was found to be the one it should be.</summary>
public enum ModelVerification
{
    /// <summary>Nothing is known of what it should be, so nothing was checked.</summary>
    NothingKnown = 0,

    /// <summary>Its size and time are those of the file that was hashed before.</summary>
    Remembered,

    /// <summary>It was hashed now.</summary>
    Hashed,
}
