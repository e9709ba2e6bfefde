using System.Runtime.InteropServices;

namespace Chat.Engine.Sampling;

/// <summary>A token and how likely it is.</summary>
/// <param name="Token">The token's id.</param>
/// <param name="Probability">The probability, over 0 and up to 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenProbability(int Token, double Probability);
