namespace Chat.Formats.Jinja.Runtime;

/// <summary>The operators that compare.</summary>
internal enum ComparisonOperator
{
    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>Comes before.</summary>
    Less,

    /// <summary>Comes before or is equal.</summary>
    LessOrEqual,

    /// <summary>Comes after.</summary>
    Greater,

    /// <summary>Comes after or is equal.</summary>
    GreaterOrEqual,

    /// <summary>Is an item, key or part of.</summary>
    In,

    /// <summary>Is no item, key or part of.</summary>
    NotIn,
}
