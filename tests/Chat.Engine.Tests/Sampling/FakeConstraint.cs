using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

/// <summary>Allows some tokens, whatever came before.</summary>
internal sealed class FakeConstraint(params int[] allowed) : ITokenConstraint
{
    private readonly HashSet<int> _allowed = [.. allowed];

    /// <summary>How often the logits were restricted.</summary>
    public int Restrictions { get; private set; }

    public bool HasEnded => false;

    public bool IsShortened => false;

    public int? Forced => null;

    public int Afford(int token, int left) => token;

    public bool Allows(int token) => _allowed.Contains(token);

    public void Restrict(Span<float> logits)
    {
        Restrictions++;
        for (var token = 0; token < logits.Length; token++)
        {
            logits[token] = Allows(token) ? logits[token] : float.NegativeInfinity;
        }
    }

    public void Accept(int token) => Assert.Contains(token, _allowed);
}
