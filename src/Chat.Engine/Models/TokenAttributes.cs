namespace Chat.Engine.Models;

/// <summary>What kind of token a vocabulary entry is. Source: <c>llama_token_attr</c> of llama.h.</summary>
[Flags]
internal enum TokenAttributes
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>Stands for what the vocabulary cannot say.</summary>
    Unknown = 1 << 0,

    /// <summary>A control token, such as the end of a turn; it has a meaning and no text.</summary>
    Control = 1 << 3,

    /// <summary>Added to the vocabulary by the model's makers, with a text that is always this one token.</summary>
    UserDefined = 1 << 4,

    /// <summary>White space to its left belongs to it.</summary>
    StripsLeft = 1 << 7,

    /// <summary>White space to its right belongs to it.</summary>
    StripsRight = 1 << 8,
}
