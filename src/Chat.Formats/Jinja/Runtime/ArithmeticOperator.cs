namespace Chat.Formats.Jinja.Runtime;

/// <summary>The operators that reckon.</summary>
internal enum ArithmeticOperator
{
    /// <summary>Adds numbers, joins strings or lists.</summary>
    Add,

    /// <summary>Subtracts.</summary>
    Subtract,

    /// <summary>Multiplies numbers, repeats strings or lists.</summary>
    Multiply,

    /// <summary>Divides; the result has a fraction.</summary>
    Divide,

    /// <summary>Divides and rounds down.</summary>
    FloorDivide,

    /// <summary>The rest of a division with the divisor's sign, or Python's formatting of a string.</summary>
    Modulo,

    /// <summary>Raises to a power.</summary>
    Power,
}
