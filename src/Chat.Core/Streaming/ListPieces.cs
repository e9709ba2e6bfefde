using System.Collections.Frozen;
using System.Text.Json;

namespace Chat.Core.Streaming;

/// <summary>
/// Gathers the unknown fields that come as a list a piece at a time. They cannot be told from a list that is told anew by their form, so
/// only the names in <see cref="Names"/> count. It holds as much as the stream brought, whose length the backend bounds.
/// </summary>
internal sealed class ListPieces
{
    private readonly Dictionary<string, List<JsonElement>> _pieces = new(StringComparer.Ordinal);

    /// <summary>The fields: <c>token_ids</c> on the choices of vLLM, <c>reasoning_details</c> in the deltas of OpenRouter.</summary>
    public static FrozenSet<string> Names { get; } =
        FrozenSet.ToFrozenSet(["token_ids", "reasoning_details"], StringComparer.Ordinal);

    /// <summary>Keeps the pieces among a chunk's unknown fields.</summary>
    /// <param name="kept">The pieces kept so far; null while there are none.</param>
    /// <param name="added">The unknown fields; null for none.</param>
    public static void Keep(ref ListPieces? kept, IDictionary<string, JsonElement>? added)
    {
        if (added is null or { Count: 0 })
        {
            return;
        }

        foreach (var (name, value) in added)
        {
            if (value.ValueKind == JsonValueKind.Array && Names.Contains(name))
            {
                (kept ??= new ListPieces()).Add(name, value);
            }
        }
    }

    /// <summary>Puts the joined lists in the place of their last pieces.</summary>
    /// <param name="fields">The fields gathered; null for none.</param>
    public void Into(Dictionary<string, JsonElement>? fields)
    {
        foreach (var (name, pieces) in _pieces)
        {
            if (fields is not null && pieces.Count > 1)
            {
                fields[name] = Join(pieces);
            }
        }
    }

    private void Add(string name, JsonElement piece)
    {
        if (!_pieces.TryGetValue(name, out var pieces))
        {
            pieces = [];
            _pieces.Add(name, pieces);
        }

        pieces.Add(piece);
    }

    // By their text, which is kept to the letter; an empty piece would leave a comma too many.
    private static JsonElement Join(List<JsonElement> pieces) =>
        JsonElement.Parse(
            $"[{string.Join(',', pieces.Where(piece => piece.GetArrayLength() > 0).Select(piece => piece.GetRawText()[1..^1]))}]"
        );
}
