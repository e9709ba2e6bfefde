namespace Chat.Engine.Threads;

/// <summary>
/// Chooses how many threads the next decode uses, by how long decodes took of late: on a machine that does other things too, fewer threads
/// are often faster, since all wait for the one that was put off. It goes with the fastest count, and now and then tries another one: all
/// in turn, so that one that is better than its neighbours does not hide one that is better still. Fewer threads than the best are tried
/// more and more seldom while they lose, until decodes suddenly take longer; more threads are tried all the time, for nothing else tells
/// that a core is free again. What was chosen anew is soon compared again: two slow decodes may have had another reason. Decodes of very
/// different sizes are judged apart; a size that is new begins with what is best for the size nearest to it. Not safe for use by several
/// threads at once.
/// </summary>
internal sealed class ThreadChooser
{
    /// <summary>Every so many decodes another count is tried.</summary>
    public const int TrialEvery = 32;

    /// <summary>The most decodes between two trials of fewer threads, while they lose.</summary>
    public const int TrialSeldom = 128;

    // How often a size that is new, or has a new best, tries at first; with each trial this doubles, up to TrialEvery.
    private const int FirstTrialAt = 2;

    // The same after decodes that suddenly took longer.
    private const int SuddenTrialAt = 8;

    // Decodes take longer of a sudden when this many running took this many times as long as of late.
    private const int SuddenOften = 2;
    private const double Sudden = 1.5;

    // A trial has lost when it took this many times as long as the best.
    private const double Lost = 1.2;

    // From this size on, 32 tokens, batches are prompts, whose tokens take about the same time in all of them.
    private const int PromptSize = 5;

    // A count this many times slower than the best is far worse. What lies behind it on the ladder is worse still, and is not tried.
    private const double FarWorse = 2;

    // A count that was far worse this many times running is left out, but for one round of trials of as many.
    private const int FarWorseOften = 3;

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
        var size = Math.Min(int.Log2(tokens), PromptSize);
        if (!_sizes.TryGetValue(size, out var current))
        {
            current = New(size);
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

    private Sizes New(int size)
    {
        var nearest = _sizes
            .Where(other => other.Value.IsMeasured)
            .OrderBy(other => Math.Abs(other.Key - size))
            .Select(other => other.Value)
            .FirstOrDefault();
        return nearest is null
            ? new Sizes(_counts.Length, start: 0, TrialEvery)
            : new Sizes(_counts.Length, nearest.Best(), FirstTrialAt);
    }

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
    private sealed class Sizes(int counts, int start, int firstTrial)
    {
        private readonly double[] _seconds = new double[counts];
        private readonly int[] _farWorse = new int[counts];
        private readonly int[] _leftOut = new int[counts];
        private int _trialEvery = firstTrial;
        private int _sinceTrial;
        private int _place;
        private int? _last;
        private int _slow;

        public bool IsMeasured => Array.Exists(_seconds, seconds => seconds > 0);

        public int Next()
        {
            var best = Best();
            if (_last is { } last && best != last)
            {
                _sinceTrial = 0;
                _trialEvery = FirstTrialAt;
            }

            _last = best;

            if (counts == 1 || ++_sinceTrial < _trialEvery)
            {
                return best;
            }

            _sinceTrial = 0;
            _trialEvery = Math.Max(_trialEvery, Math.Min(_trialEvery * 2, TrialEvery));
            return Trial(best);
        }

        public void Add(int index, double seconds)
        {
            var best = Best();
            Pace(index, best, seconds);
            var weight =
                _seconds[index] <= 0 ? 1
                : index == best ? Weight
                : TrialWeight;
            _seconds[index] += weight * (seconds - _seconds[index]);
            _farWorse[index] = IsFarWorse(index, best) ? _farWorse[index] + 1 : 0;
        }

        public int Best()
        {
            var best = start;
            for (var index = 0; index < counts; index++)
            {
                if (_seconds[index] > 0 && (_seconds[best] <= 0 || _seconds[index] < _seconds[best]))
                {
                    best = index;
                }
            }

            return best;
        }

        // The counts stand from the most threads to the fewest.
        private void Pace(int index, int best, double seconds)
        {
            if (index != best)
            {
                _trialEvery =
                    index > best && seconds > Lost * _seconds[best] && _trialEvery >= TrialEvery
                        ? Math.Min(_trialEvery * 2, TrialSeldom)
                        : Math.Min(_trialEvery, TrialEvery);
                return;
            }

            _slow = _seconds[best] > 0 && seconds > Sudden * _seconds[best] ? _slow + 1 : 0;
            if (_slow == SuddenOften)
            {
                _slow = 0;
                _trialEvery = Math.Min(_trialEvery, SuddenTrialAt);
            }
        }

        // The next one of the ladder that is worth it; the best itself when none is.
        private int Trial(int best)
        {
            for (var step = 0; step < counts; step++)
            {
                _place = (_place + 1) % counts;
                if (_place != best && !IsBehindFarWorse(_place, best) && !IsLeftOut(_place))
                {
                    return _place;
                }
            }

            return best;
        }

        private bool IsFarWorse(int index, int best) => _seconds[index] > FarWorse * _seconds[best];

        private bool IsBehindFarWorse(int index, int best)
        {
            var toBest = Math.Sign(best - index);
            for (var between = index + toBest; between != best; between += toBest)
            {
                if (IsFarWorse(between, best))
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsLeftOut(int index) =>
            _farWorse[index] >= FarWorseOften && ++_leftOut[index] % FarWorseOften != 0;
    }
}
