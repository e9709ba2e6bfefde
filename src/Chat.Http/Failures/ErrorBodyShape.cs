namespace Chat.Http.Failures;

/// <summary>What the body of a failed answer turned out to be, whatever its content type said.</summary>
internal enum ErrorBodyShape
{
    /// <summary>Nothing, or only white space.</summary>
    Empty = 0,

    /// <summary>An object (or a list of them) with some text of an error.</summary>
    Json,

    /// <summary>A page, most likely of a proxy or of a wrong address.</summary>
    Html,

    /// <summary>Any other text, JSON that was cut included.</summary>
    Text,
}
