using System.Text.Json;

namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>A schema inside a document. Its keywords are read when they are first asked for, so that definitions nobody uses cost nothing.</summary>
internal sealed class SchemaNode
{
    private readonly SchemaDocument _document;
    private SchemaKeywords? _keywords;
    private SchemaNode? _target;

    /// <summary>A schema; <see cref="SchemaDocument"/> makes them.</summary>
    /// <param name="document">The document.</param>
    /// <param name="id">Its number in the document, from 0.</param>
    /// <param name="pointer">Its place.</param>
    /// <param name="element">Its text.</param>
    /// <param name="depth">How many schemas it stands in.</param>
    internal SchemaNode(SchemaDocument document, int id, string pointer, JsonElement element, int depth)
    {
        _document = document;
        Id = id;
        Pointer = pointer;
        Element = element;
        Depth = depth;
    }

    /// <summary>Its number in the document, from 0.</summary>
    public int Id { get; }

    /// <summary>Its place, a JSON pointer that begins with <c>#</c>.</summary>
    public string Pointer { get; }

    /// <summary>Its text: an object, true or false.</summary>
    public JsonElement Element { get; }

    /// <summary>How many schemas it stands in.</summary>
    public int Depth { get; }

    /// <summary>The work that the whole document causes.</summary>
    public SchemaWork Work => _document.Work;

    /// <summary>True for the schema that no value fits.</summary>
    public bool IsFalse => Element.ValueKind == JsonValueKind.False;

    /// <summary>Its keywords.</summary>
    /// <exception cref="Core.Errors.ChatException">A keyword's value is of the wrong type.</exception>
    public SchemaKeywords Keywords => _keywords ??= SchemaKeywordReader.Read(_document, this);

    /// <summary>The schema that its <c>$ref</c> refers to; null without one.</summary>
    /// <exception cref="Core.Errors.ChatException">The reference leads nowhere or out of the document.</exception>
    public SchemaNode? Target =>
        Keywords.Reference is { } reference ? _target ??= _document.Resolve(this, reference) : null;
}
