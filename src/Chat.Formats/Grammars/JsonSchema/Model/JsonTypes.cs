namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>A set of JSON Schema's types. Numbers are two sets, so that integer and number intersect as sets do.</summary>
[Flags]
internal enum JsonTypes
{
    /// <summary>No type.</summary>
    None = 0,

    /// <summary>null.</summary>
    Null = 1,

    /// <summary>true and false.</summary>
    Boolean = 2,

    /// <summary>Numbers without a fraction; 1.0 is one.</summary>
    Integer = 4,

    /// <summary>Numbers with a fraction.</summary>
    Fraction = 8,

    /// <summary>All numbers.</summary>
    Number = Integer | Fraction,

    /// <summary>Strings.</summary>
    String = 16,

    /// <summary>Arrays.</summary>
    Array = 32,

    /// <summary>Objects.</summary>
    Object = 64,

    /// <summary>Every type.</summary>
    Any = Null | Boolean | Number | String | Array | Object,
}
