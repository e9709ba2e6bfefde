namespace Chat.Engine.Threads;

/// <summary>
/// Chooses how many threads the next decode uses, by how long decodes took of late: on a machine that does other things too, fewer threads
/// are often faster, since all wait for the one that was put off. It goes with the fastest count, and now and then tries another one.
/// Decodes of very different sizes are judged apart. Not safe for use by several threads at once.
/// </summary>
internal sealed class ThreadChooser
{
    /// <summary>Every so many decodes another count is tried.</summary>
    public const int TrialEvery = 32;

    private const double Weight = 0.25;

    // A trial is rare, so what it finds counts for more.
    private const double TrialWeight = 0.5;

    private readonly int[] _counts;
    private readonly Dictionary<int, Sizes> _sizes = [];
    private Sizes? _current;
    private int _index;

    /// <summary>Makes a chooser.</summary>
    /// <param name="most">The most threads; 1 leaves no choice.</param>
    /// <param name="isFixed">True to always use that many.</param>
    public ThreadChooser(int most, bool isFixed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        _counts = isFixed ? [most] : [.. Ladder(most)];
    }

    /// <summary>How many threads the last decode was given; the most at first.</summary>
    public int Threads => _counts[_index];

    /// <summary>Chooses for the next decode.</summary>
    /// <param name="tokens">The tokens of its batch, 1 or more.</param>
    public int Next(int tokens)
    {
        // Batches of 1, 2–3, 4–7 and so on are alike enough.
        var size = int.Log2(tokens);
        if (!_sizes.TryGetValue(size, out var current))
        {
            current = new Sizes(_counts.Length);
            _sizes.Add(size, current);
        }

        _current = current;
        _index = current.Next();
        return Threads;
    }

    /// <summary>Tells how long the decode took that was chosen for last.</summary>
    /// <param name="tokens">The tokens of its batch.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Add(int tokens, TimeSpan elapsed) => _current?.Add(_index, elapsed.TotalSeconds / tokens);

    // All, one less, then halves: where one core is taken, one less is right; where all are, few are.
    private static IEnumerable<int> Ladder(int most)
    {
        var counts = new List<int> { most };
        for (var count = most - 1; count >= 1; count = count == most - 1 && count > 2 ? most / 2 : count / 2)
        {
            counts.Add(count);
        }

        return counts.Distinct();
    }

    // The times of one size of batch, for each count.
    private sealed class Sizes(int counts)
    {
        private readonly double[] _seconds = new double[counts];
        private int _sinceTrial;
        private int _direction = 1;

        public int Next()
        {
            var best = Best();
            if (counts == 1 || ++_sinceTrial < TrialEvery)
            {
                return best;
            }

            _sinceTrial = 0;
            // The neighbours of the best take turns; at an end of the ladder there is only one.
            _direction = -_direction;
            var trial = best + _direction;
            return trial >= 0 && trial < counts ? trial : best - _direction;
        }

        public void Add(int index, double seconds)
        {
            var weight =
                _seconds[index] <= 0 ? 1
                : index == Best() ? Weight
                : TrialWeight;
            _seconds[index] += weight * (seconds - _seconds[index]);
        }

        private int Best()
        {
            var best = 0;
            for (var index = 1; index < counts; index++)
            {
                if (_seconds[index] > 0 && (_seconds[best] <= 0 || _seconds[index] < _seconds[best]))
                {
                    best = index;
                }
            }

            return best;
        }
    }
}
