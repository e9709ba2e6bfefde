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

    // Another count is gone over to when it takes less than this part of the time: counts that are about equal would change all the time.
    private const double WorthChanging = 0.95;

    // The logarithm of 32: from there on tokens take about the same time in batches of all sizes, most of which are prompts.
    private const int LargeSize = 5;

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
        var size = Math.Min(int.Log2(tokens), LargeSize);
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

    // The times of one size of batch, for each count. Counts stand from the most threads to the fewest.
    private sealed class Sizes(int counts, int start, int firstTrial)
    {
        private readonly double[] _seconds = new double[counts];
        private readonly int[] _farWorse = new int[counts];
        private readonly int[] _leftOut = new int[counts];
        private readonly Trials _more = new(firstTrial);
        private readonly Trials _fewer = new(firstTrial);
        private int _best = start;
        private int? _former;
        private int _slow;
        private double _usual;

        public bool IsMeasured => Array.Exists(_seconds, seconds => seconds > 0);

        public int Best() => _best;

        public int Next()
        {
            if (_more.AreDue(_best > 0))
            {
                return Trial(_more, 0, _best);
            }

            return _fewer.AreDue(_best < counts - 1) ? Trial(_fewer, _best + 1, counts) : _best;
        }

        public void Add(int index, double seconds)
        {
            Pace(index, seconds);
            var weight =
                _seconds[index] <= 0 ? 1
                : index == _best ? Weight
                : TrialWeight;
            _seconds[index] += weight * (seconds - _seconds[index]);
            _farWorse[index] = IsFarWorse(index) ? _farWorse[index] + 1 : 0;
            Settle();
        }

        private void Settle()
        {
            var fastest = _best;
            for (var index = 0; index < counts; index++)
            {
                if (_seconds[index] > 0 && (_seconds[fastest] <= 0 || _seconds[index] < _seconds[fastest]))
                {
                    fastest = index;
                }
            }

            if (_seconds[fastest] < WorthChanging * _seconds[_best])
            {
                _former = _best;
                _best = fastest;
                _slow = 0;
                _more.Restart(FirstTrialAt);
                _fewer.Restart(FirstTrialAt);
            }
        }

        private void Pace(int index, double seconds)
        {
            if (index > _best)
            {
                _fewer.Pace(hasLost: seconds > Lost * _seconds[_best]);
            }

            if (index != _best)
            {
                return;
            }

            if (_slow == 0)
            {
                _usual = _seconds[_best];
            }

            _slow = _usual > 0 && seconds > Sudden * _usual ? _slow + 1 : 0;
            if (_slow == SuddenOften)
            {
                _slow = 0;
                _fewer.Hasten(SuddenTrialAt);
            }
        }

        // The next one that is worth it: first the one that was best until now; the best itself when none is.
        private int Trial(Trials trials, int from, int end)
        {
            if (_former is { } former && former >= from && former < end)
            {
                _former = null;
                return former;
            }

            for (var step = 0; step < end - from; step++)
            {
                var place = from + (trials.Turn() % (end - from));
                if (!IsBehindFarWorse(place) && !IsLeftOut(place))
                {
                    return place;
                }
            }

            return _best;
        }

        private bool IsFarWorse(int index) => _seconds[index] > FarWorse * _seconds[_best];

        private bool IsBehindFarWorse(int index)
        {
            var toBest = Math.Sign(_best - index);
            for (var between = index + toBest; between != _best; between += toBest)
            {
                if (IsFarWorse(between))
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsLeftOut(int index) =>
            _farWorse[index] >= FarWorseOften && ++_leftOut[index] % FarWorseOften != 0;
    }

    // When the next trial of more threads, or of fewer, is due.
    private sealed class Trials(int first)
    {
        private int _every = first;
        private int _since;
        private int _turn;

        public bool AreDue(bool hasAny)
        {
            if (!hasAny || ++_since < _every)
            {
                return false;
            }

            _since = 0;
            _every = Math.Max(_every, Math.Min(_every * 2, TrialEvery));
            return true;
        }

        public int Turn() => _turn++ & int.MaxValue;

        public void Restart(int every)
        {
            _since = 0;
            _every = every;
        }

        public void Pace(bool hasLost) =>
            _every = hasLost && _every >= TrialEvery ? Math.Min(_every * 2, TrialSeldom) : Math.Min(_every, TrialEvery);

        public void Hasten(int every) => _every = Math.Min(_every, every);
    }
}
