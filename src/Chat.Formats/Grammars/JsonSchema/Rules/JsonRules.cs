using System.Runtime.CompilerServices;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>The rules of JSON that every schema of a grammar shares.</summary>
internal sealed class JsonRules
{
    /// <summary>The most digits before the point, after it, of a number without bounds: what a double holds.</summary>
    public const int NumberDigits = 16;

    /// <summary>The control characters and the two that a JSON string escapes, as the inside of a character class of GBNF.</summary>
    public const string Escaped = @"""\\\x00-\x1F";

    private static readonly ConditionalWeakTable<GbnfBuilder, JsonRules[]> Known = [];

    private readonly GbnfBuilder _builder;
    private string? _character;
    private string? _value;
    private string? _object;
    private string? _array;

    private JsonRules(GbnfBuilder builder, JsonWhitespace whitespace)
    {
        _builder = builder;
        Whitespace = whitespace;
    }

    /// <summary>The white space between the parts.</summary>
    public JsonWhitespace Whitespace { get; }

    /// <summary>What stands between two members or elements.</summary>
    public string Comma => Whitespace == JsonWhitespace.None ? "\",\"" : $"\",\" {Space}";

    /// <summary>What stands between a name and its value.</summary>
    public string Colon => Whitespace == JsonWhitespace.None ? "\":\"" : $"\":\" {Space}";

    /// <summary>What stands after an opening bracket and before a closing one; empty for nothing.</summary>
    public string Inside => Whitespace == JsonWhitespace.Flexible ? Space : "";

    /// <summary>
    /// One code point of a string, in each of its spellings. Halves of surrogate pairs, which are no characters, cannot be spelled, and a pair counts as one.
    /// </summary>
    public string Character =>
        _character ??= _builder.Add(
            "json-character",
            $"[^{Escaped}] | \"\\\\\" ([\"\\\\/bfnrt] | \"u\" ([0-9a-cefA-CEF] [0-9a-fA-F]{{3}} | [dD] ([0-7] [0-9a-fA-F]{{2}} | [89abAB] [0-9a-fA-F]{{2}} \"\\\\u\" [dD] [c-fC-F] [0-9a-fA-F]{{2}})))"
        );

    /// <summary>Any string.</summary>
    public string String => _builder.Add("json-string", $"\"\\\"\" {Character}* \"\\\"\"");

    /// <summary>Any integer of at most <see cref="NumberDigits"/> digits.</summary>
    public string Integer => _builder.Add("json-integer", $"\"0\" | \"-\"? [1-9] [0-9]{{0,{NumberDigits - 1}}}");

    /// <summary>Any number of bounded length.</summary>
    public string Number =>
        _builder.Add(
            "json-number",
            $"{Integer} (\".\" [0-9]{{1,{NumberDigits}}})? ([eE] [-+]? [0-9]{{1,2}})? | \"-0.\" [0-9]{{1,{NumberDigits}}} ([eE] [-+]? [0-9]{{1,2}})?"
        );

    /// <summary>Any object.</summary>
    public string Object
    {
        get
        {
            if (_object is null)
            {
                _object = _builder.Reserve("json-object");
                var members = $"{String} {Colon} {Value} ({Comma} {String} {Colon} {Value})*";
                _builder.Set(_object, Brackets("{", $"({Within(members)})?", "}"));
            }

            return _object;
        }
    }

    /// <summary>Any array.</summary>
    public string Array
    {
        get
        {
            if (_array is null)
            {
                _array = _builder.Reserve("json-array");
                _builder.Set(_array, Brackets("[", $"({Within($"{Value} ({Comma} {Value})*")})?", "]"));
            }

            return _array;
        }
    }

    /// <summary>Any value.</summary>
    public string Value
    {
        get
        {
            if (_value is null)
            {
                _value = _builder.Reserve("json-value");
                _builder.Set(_value, $"{Object} | {Array} | {String} | {Number} | \"true\" | \"false\" | \"null\"");
            }

            return _value;
        }
    }

    private string Space =>
        Whitespace == JsonWhitespace.Flexible
            ? _builder.Add("json-space", "(\" \" | \"\\n\" [ \\t]{0,20})?")
            : "\" \"?";

    /// <summary>The rules of a grammar.</summary>
    /// <param name="builder">The grammar.</param>
    /// <param name="whitespace">The white space between the parts.</param>
    public static JsonRules Of(GbnfBuilder builder, JsonWhitespace whitespace)
    {
        var rules = Known.GetValue(builder, static _ => new JsonRules[3]);
        return rules[(int)whitespace] ??= new JsonRules(builder, whitespace);
    }

    /// <summary>An array or object around its content.</summary>
    /// <param name="open">The opening bracket.</param>
    /// <param name="content">Its content, with <see cref="Within"/> where it is not empty.</param>
    /// <param name="close">The closing bracket.</param>
    public string Brackets(string open, string content, string close) =>
        Inside.Length == 0 ? $"\"{open}\" {content} \"{close}\"" : $"\"{open}\" {Inside} {content} \"{close}\"";

    /// <summary>Content with the white space before the closing bracket.</summary>
    /// <param name="content">The content, not empty.</param>
    public string Within(string content) => Inside.Length == 0 ? content : $"{content} {Inside}";
}
