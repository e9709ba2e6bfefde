using Chat.Engine.Sampling;

namespace Chat.Engine.Tests.Sampling;

/// <summary>The sampler's rules written out plainly, in doubles and with full sorts: what <see cref="TokenSampler"/> is held against.</summary>
internal static class SlowSampler
{
    /// <summary>How near a sum may be to its limit before rounding decides, and the case says nothing.</summary>
    private const double Doubt = 1e-5;

    /// <summary>The probability of each token that can be chosen; null when rounding decides which those are.</summary>
    public static Dictionary<int, double>? Distribution(
        SamplingOptions options,
        IEnumerable<int> accepted,
        float[] logits
    )
    {
        var left = Adjusted(options, accepted, logits)
            .Select((logit, token) => (Token: token, Logit: logit))
            .Where(candidate => candidate.Logit > float.NegativeInfinity)
            .OrderByDescending(candidate => candidate.Logit)
            .ThenBy(candidate => candidate.Token)
            .ToList();
        if (options.Temperature <= 0 || left.Count == 0)
        {
            return left.Take(1).ToDictionary(candidate => candidate.Token, _ => 1.0);
        }

        left = options.TopK > 0 ? [.. left.Take(options.TopK)] : left;
        if (options.TypicalP < 1)
        {
            var typical = Typical(left, options.TypicalP);
            if (typical is null)
            {
                return null;
            }

            left = typical;
        }

        if (options.TopP < 1)
        {
            var length = LengthUpTo(Softmax(left, 1), options.TopP, orEqual: true);
            if (length is null)
            {
                return null;
            }

            left = left[..length.Value];
        }

        if (options.MinP > 0)
        {
            var least = left[0].Logit + Math.Log(options.MinP);
            if (left.Any(candidate => Math.Abs(candidate.Logit - least) < Doubt))
            {
                return null;
            }

            left = [.. left.Where(candidate => candidate.Logit >= least)];
        }

        var probabilities = Softmax(left, options.Temperature);
        return left.Select((candidate, i) => (candidate.Token, Probability: probabilities[i]))
            .ToDictionary(pair => pair.Token, pair => pair.Probability);
    }

    /// <summary>The logits after biases, bans and penalties; −∞ for what is no number.</summary>
    public static float[] Adjusted(SamplingOptions options, IEnumerable<int> accepted, float[] logits)
    {
        var result = logits.ToArray();
        foreach (var (token, bias) in options.LogitBias.Where(bias => bias.Key >= 0 && bias.Key < logits.Length))
        {
            result[token] += bias;
        }

        foreach (var token in options.BannedTokens.Where(token => token >= 0 && token < logits.Length))
        {
            result[token] = float.NegativeInfinity;
        }

        var window = options.RepeatLastN < 0 ? accepted : accepted.TakeLast(options.RepeatLastN);
        foreach (var group in window.GroupBy(token => token))
        {
            var logit = result[group.Key];
            logit = logit > 0 ? logit / options.RepeatPenalty : logit * options.RepeatPenalty;
            result[group.Key] = logit - (group.Count() * options.FrequencyPenalty) - options.PresencePenalty;
        }

        return
        [
            .. result.Select(logit => float.IsNaN(logit) ? float.NegativeInfinity : Math.Min(logit, float.MaxValue)),
        ];
    }

    private static List<(int Token, float Logit)>? Typical(List<(int Token, float Logit)> left, double limit)
    {
        var probabilities = Softmax(left, 1);
        var entropy = -probabilities.Where(p => p > 0).Sum(p => p * Math.Log(p));
        var ranked = probabilities
            .Select((p, place) => (Place: place, p, Distance: Math.Abs(-Math.Log(p) - entropy)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Place)
            .ToList();
        var length = LengthUpTo([.. ranked.Select(candidate => candidate.p)], limit, orEqual: false);

        // Equal logits at the border rank by place in both; unequal ones that are equally far from the entropy may not.
        var isClear =
            length is { } count
            && (
                count == ranked.Count
                || Math.Abs(ranked[count].Distance - ranked[count - 1].Distance) > Doubt
                || left[ranked[count].Place].Logit.Equals(left[ranked[count - 1].Place].Logit)
            );
        return isClear
            ?
            [
                .. ranked
                    .Take(length!.Value)
                    .Select(candidate => left[candidate.Place])
                    .OrderByDescending(c => c.Logit)
                    .ThenBy(c => c.Token),
            ]
            : null;
    }

    private static int? LengthUpTo(double[] probabilities, double limit, bool orEqual)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum += probabilities[i];
            if (Math.Abs(sum - limit) < Doubt)
            {
                return null;
            }

            if (orEqual ? sum >= limit : sum > limit)
            {
                return i + 1;
            }
        }

        return probabilities.Length;
    }

    private static double[] Softmax(List<(int Token, float Logit)> left, double temperature)
    {
        var max = (double)left.Max(candidate => candidate.Logit);
        var weights = left.Select(candidate => Math.Exp((candidate.Logit - max) / temperature)).ToArray();
        var total = weights.Sum();
        return [.. weights.Select(weight => weight / total)];
    }
}
