using System.Text.Json;
using Chat.Formats.Grammars.JsonSchema.Rules;
using Chat.Formats.Grammars.JsonSchema.Validation;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>The names that references use beside pointers: <c>$anchor</c>, <c>$dynamicAnchor</c>, and the <c>$id</c> of a schema in the document.</summary>
internal sealed class SchemaAnchors
{
    private readonly Dictionary<string, string> _pointers = new(StringComparer.Ordinal);
    private readonly Uri? _base;

    /// <summary>Looks through a document.</summary>
    /// <param name="root">The document.</param>
    /// <param name="work">The work that the document causes.</param>
    /// <exception cref="Core.Errors.ChatException">It is too much work.</exception>
    public SchemaAnchors(JsonElement root, SchemaWork work)
    {
        if (
            root.ValueKind == JsonValueKind.Object
            && Text(root, "$id") is { } id
            && Uri.TryCreate(id, UriKind.Absolute, out var absolute)
        )
        {
            _base = absolute;
        }

        var waiting = new Stack<(JsonElement Element, InstancePath Path)>([(root, InstancePath.Root)]);
        while (waiting.TryPop(out var next))
        {
            if (next.Path.Depth > SchemaDocument.MaxDepth * 2)
            {
                continue;
            }

            work.Spend(1, JsonPointer.Root);
            if (next.Element.ValueKind == JsonValueKind.Object)
            {
                Note(next.Element, next.Path, work);
                foreach (var member in next.Element.EnumerateObject())
                {
                    if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    {
                        waiting.Push((member.Value, next.Path.Member(JsonTexts.NameOf(member))));
                    }
                }
            }
            else if (next.Element.ValueKind == JsonValueKind.Array)
            {
                var index = 0;
                foreach (var item in next.Element.EnumerateArray())
                {
                    if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    {
                        waiting.Push((item, next.Path.Element(index)));
                    }

                    index++;
                }
            }
        }
    }

    /// <summary>The pointer that a reference stands for.</summary>
    /// <param name="reference">The reference.</param>
    /// <returns>Null when nothing has that name.</returns>
    public string? Find(string reference)
    {
        if (_pointers.TryGetValue(reference, out var whole))
        {
            return whole;
        }

        var mark = reference.IndexOf('#', StringComparison.Ordinal);
        var document = mark < 0 ? reference : reference[..mark];
        var fragment = mark < 0 ? "" : Uri.UnescapeDataString(reference[(mark + 1)..]);
        if (document.Length == 0 || !_pointers.TryGetValue(Absolute(document), out var pointer))
        {
            return null;
        }

        return fragment.Length == 0 || fragment[0] == '/'
            ? pointer + fragment
            : _pointers.GetValueOrDefault("#" + fragment);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private void Note(JsonElement element, InstancePath path, SchemaWork work)
    {
        foreach (var name in (ReadOnlySpan<string>)["$anchor", "$dynamicAnchor"])
        {
            if (Text(element, name) is { } anchor)
            {
                _pointers.TryAdd("#" + anchor, Pointer(path, work));
            }
        }

        if (Text(element, "$id") is { Length: > 0 } id)
        {
            _pointers.TryAdd(id[0] == '#' ? id : Absolute(id), Pointer(path, work));
        }
    }

    private static string Pointer(InstancePath path, SchemaWork work)
    {
        var pointer = path.ToString();
        work.Spend((long)pointer.Length * (path.Depth + 1) / 64, JsonPointer.Root);
        return pointer;
    }

    private string Absolute(string id) =>
        _base is not null && Uri.TryCreate(_base, id, out var absolute) ? absolute.AbsoluteUri : id;
}
