using System.Runtime.InteropServices;

namespace Chat.Engine.Sampling;

/// <summary>A token and the natural logarithm of its probability.</summary>
/// <param name="Token">The token's id.</param>
/// <param name="Logprob">The log probability, 0 or less.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RankedToken(int Token, double Logprob);
