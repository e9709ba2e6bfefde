using System.Text.Json;
using Chat.Core.Completions;

namespace Chat.Core.Streaming;

/// <summary>Gathers the log probabilities of one choice. A list that no chunk brought stays null.</summary>
internal sealed class LogprobsAccumulator
{
    private List<TokenLogprob>? _content;
    private List<TokenLogprob>? _refusal;
    private Dictionary<string, JsonElement>? _extras;

    /// <summary>Adds a chunk's share.</summary>
    /// <param name="logprobs">The share.</param>
    public void Add(ChoiceLogprobs logprobs)
    {
        Append(ref _content, logprobs.Content);
        Append(ref _refusal, logprobs.Refusal);
        ExtensionFields.Keep(ref _extras, logprobs.ExtensionData);
    }

    /// <summary>The log probabilities as gathered so far.</summary>
    public ChoiceLogprobs ToLogprobs() =>
        new()
        {
            Content = _content?.ToArray(),
            Refusal = _refusal?.ToArray(),
            ExtensionData = ExtensionFields.Copy(_extras),
        };

    private static void Append(ref List<TokenLogprob>? gathered, IReadOnlyList<TokenLogprob>? added)
    {
        if (added is not null)
        {
            (gathered ??= []).AddRange(added);
        }
    }
}
