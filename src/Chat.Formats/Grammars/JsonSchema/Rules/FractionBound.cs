namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>A bound of the digits after a decimal point, or of those behind some of them.</summary>
/// <param name="Digits">The bound's digits, without zeros at the end.</param>
/// <param name="IsExclusive">True when the bound itself is out.</param>
internal readonly record struct FractionBound(string Digits, bool IsExclusive)
{
    /// <summary>The first digit.</summary>
    public char First => Digits.Length == 0 ? '0' : Digits[0];

    /// <summary>The bound of the digits behind the first.</summary>
    public FractionBound Rest => this with { Digits = Digits.Length == 0 ? "" : Digits[1..] };
}
