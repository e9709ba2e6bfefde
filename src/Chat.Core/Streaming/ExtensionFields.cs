using System.Text.Json;

namespace Chat.Core.Streaming;

/// <summary>Gathers the unknown fields of several chunks. A field that comes more than once is one value told again: the last one that is not null holds, but for <see cref="ListPieces"/>.</summary>
internal static class ExtensionFields
{
    /// <summary>Adds fields to those kept.</summary>
    /// <param name="kept">The fields kept so far; null while there are none.</param>
    /// <param name="added">The fields to add; null for none.</param>
    public static void Keep(ref Dictionary<string, JsonElement>? kept, IDictionary<string, JsonElement>? added)
    {
        if (added is null or { Count: 0 })
        {
            return;
        }

        kept ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in added)
        {
            // A null after a value tells that this chunk has none, not that there never was one.
            if (value.ValueKind != JsonValueKind.Null || !kept.ContainsKey(name))
            {
                kept[name] = value;
            }
        }
    }

    /// <summary>Adds fields to those kept, but for nulls.</summary>
    /// <param name="kept">The fields kept so far; null while there are none.</param>
    /// <param name="added">The fields to add; null for none.</param>
    public static void KeepValues(ref Dictionary<string, JsonElement>? kept, IDictionary<string, JsonElement>? added)
    {
        if (added is null or { Count: 0 })
        {
            return;
        }

        foreach (var (name, value) in added)
        {
            if (value.ValueKind != JsonValueKind.Null)
            {
                (kept ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal))[name] = value;
            }
        }
    }

    /// <summary>A copy of the fields kept, or null when there are none.</summary>
    /// <param name="kept">The fields.</param>
    /// <param name="lists">Those of them that came in pieces; null for none.</param>
    public static Dictionary<string, JsonElement>? Copy(Dictionary<string, JsonElement>? kept, ListPieces? lists = null)
    {
        var copy = kept is null ? null : new Dictionary<string, JsonElement>(kept, StringComparer.Ordinal);
        lists?.Into(copy);
        return copy;
    }
}
