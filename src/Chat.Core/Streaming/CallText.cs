using System.Text;
using System.Text.Json;
using Chat.Core.Tools;

namespace Chat.Core.Streaming;

/// <summary>
/// Gathers what is called: the name, and the text it is called with (a function's arguments or a custom tool's input). Follows the
/// braces of the text, so that it is known at any time whether a JSON object is whole.
/// </summary>
/// <param name="isJson">True when the text is to be JSON; false for free text, which is taken as it comes.</param>
internal sealed class CallText(bool isJson)
{
    private StringBuilder? _text;
    private Dictionary<string, JsonElement>? _extras;
    private int _depth;
    private bool _isInString;
    private bool _isEscaped;

    /// <summary>The name: the first that is not empty, whenever it comes; null while none has.</summary>
    public string? Name { get; private set; }

    /// <summary>True when the text is one whole JSON object. The text of custom tools and broken JSON never are.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Adds a piece of a function's call.</summary>
    /// <param name="piece">The piece.</param>
    public void Add(FunctionCall piece) => Add(piece.Name, piece.Arguments, piece.ExtensionData);

    /// <summary>Adds a piece of a custom tool's call.</summary>
    /// <param name="piece">The piece.</param>
    public void Add(CustomToolCall piece) => Add(piece.Name, piece.Input, piece.ExtensionData);

    /// <summary>True when a text is the one gathered, told once more; the spelling of JSON does not count.</summary>
    /// <param name="text">The text.</param>
    public bool Repeats(string? text)
    {
        // Texts of very different lengths are not compared: a hostile stream would have the whole text read again for each chunk.
        if (!IsWhole || string.IsNullOrWhiteSpace(text) || _text!.Length > (8 * text.Length) + 64)
        {
            return false;
        }

        var own = _text.ToString();
        return string.Equals(own, text, StringComparison.Ordinal) || SameJson(own, text);
    }

    /// <summary>The function's call as gathered so far.</summary>
    public FunctionCall ToFunction() =>
        new()
        {
            Name = Name,
            Arguments = _text?.ToString(),
            ExtensionData = ExtensionFields.Copy(_extras),
        };

    /// <summary>The custom tool's call as gathered so far.</summary>
    public CustomToolCall ToCustom() =>
        new()
        {
            Name = Name,
            Input = _text?.ToString(),
            ExtensionData = ExtensionFields.Copy(_extras),
        };

    private void Add(string? name, string? text, IDictionary<string, JsonElement>? extras)
    {
        Name = string.IsNullOrEmpty(Name) ? name : Name;
        ExtensionFields.Keep(ref _extras, extras);
        if (text is null || Repeats(text))
        {
            return;
        }

        (_text ??= new StringBuilder()).Append(text);
        if (isJson)
        {
            Follow(text);
        }
    }

    private void Follow(string text)
    {
        foreach (var letter in text)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
            }
            else if (_isInString)
            {
                _isInString = letter != '"';
                _isEscaped = letter == '\\';
            }
            else if (letter is '{' or '[')
            {
                IsWhole = false;
                _depth++;
            }
            else if (letter is '}' or ']' && _depth > 0)
            {
                _depth--;
                IsWhole = _depth == 0;
            }
            else if (letter == '"')
            {
                _isInString = true;
                IsWhole = false;
            }
        }
    }

    private static bool SameJson(string left, string right)
    {
        try
        {
            using var one = JsonDocument.Parse(left);
            using var other = JsonDocument.Parse(right);
            return JsonElement.DeepEquals(one.RootElement, other.RootElement);
        }
        catch (JsonException)
        {
            // A model's arguments need not be JSON; two texts that are none are the same only letter by letter.
            return false;
        }
    }
}
