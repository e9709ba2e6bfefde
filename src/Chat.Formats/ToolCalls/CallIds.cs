namespace Chat.Formats.ToolCalls;

/// <summary>Makes ids of calls that look like OpenAI's: <c>call_</c> and 24 letters and digits. The same seed makes the same ids.</summary>
/// <param name="seed">What the ids are made from; different for every answer.</param>
/// <param name="bareLength">When above 0, an id is this many letters and digits and nothing else, as Mistral's templates demand.</param>
internal sealed class CallIds(ulong seed, int bareLength = 0)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Prefix = "call_";
    private const int Length = 24;

    private ulong _state = seed;

    /// <summary>The next id.</summary>
    public string Next() => bareLength > 0 ? Letter(bareLength) : Prefix + Letter(Length);

    private string Letter(int length) =>
        string.Create(
            length,
            this,
            static (id, ids) =>
            {
                foreach (ref var letter in id)
                {
                    letter = Letters[(int)(ids.Draw() % (ulong)Letters.Length)];
                }
            }
        );

    // SplitMix64 (Steele, Lea and Flood, 2014): any seed, also 0 and neighbouring ones, gives unlike numbers.
    private ulong Draw()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
