using System.Globalization;
using System.Text;

namespace Chat.Formats.Tests.Upstream;

/// <summary>Reads the literals in C++ source: enough of the language for tables of test cases, and no more.</summary>
public sealed class CppCalls
{
    private readonly List<(string Word, string? Text)> _tokens = [];
    private int _position;

    private CppCalls() { }

    /// <summary>Finds the calls of a function, not its declaration.</summary>
    /// <param name="source">The source.</param>
    /// <param name="function">The function's name.</param>
    /// <returns>The calls in their order.</returns>
    public static IReadOnlyList<CppValue> Calls(string source, string function)
    {
        var text = Read(source);
        var calls = new List<CppValue>();
        for (var index = 1; index + 1 < text._tokens.Count; index++)
        {
            var isDeclared =
                text._tokens[index - 1].Word is var before
                && (IsWord(before) || before is "*" or "&")
                && before != "return";
            if (text._tokens[index].Word == function && text._tokens[index + 1].Word == "(" && !isDeclared)
            {
                text._position = index;
                calls.Add(text.Value());
            }
        }

        return calls;
    }

    /// <summary>The value that a name is given where it is first assigned.</summary>
    /// <param name="source">The source.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="InvalidDataException">The name is never assigned.</exception>
    public static CppValue Assigned(string source, string name)
    {
        var text = Read(source);
        var index = text._tokens.FindIndex(token => token.Word == name);
        while (index >= 0 && text._tokens[index + 1].Word != "=")
        {
            index = text._tokens.FindIndex(index + 1, token => token.Word == name);
        }

        text._position = index < 0 ? throw new InvalidDataException($"{name} is never assigned.") : index + 2;
        return text.Value();
    }

    private static CppCalls Read(string source)
    {
        var text = new CppCalls();
        for (var index = 0; index < source.Length; )
        {
            index = text.ReadToken(source, index);
        }

        text._tokens.Add(("", null));
        return text;
    }

    private int ReadToken(string source, int index)
    {
        var rest = source.AsSpan(index);
        if (char.IsWhiteSpace(rest[0]))
        {
            return index + 1;
        }

        if (rest.StartsWith("//"))
        {
            return rest.IndexOf('\n') is var line && line < 0 ? source.Length : index + line;
        }

        if (rest.StartsWith("/*"))
        {
            return index + rest.IndexOf("*/") + 2;
        }

        if (rest.StartsWith("R\""))
        {
            var open = rest.IndexOf('(');
            var close = $"){rest[2..open]}\"";
            var end = rest.IndexOf(close);
            _tokens.Add(("\"", rest[(open + 1)..end].ToString()));
            return index + end + close.Length;
        }

        if (rest[0] is '"' or '\'')
        {
            return ReadQuoted(source, index);
        }

        var length = 0;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] == '_'))
        {
            length++;
        }

        length = Math.Max(length, 1);
        _tokens.Add((rest[..length].ToString(), null));
        return index + length;
    }

    private int ReadQuoted(string source, int start)
    {
        var text = new StringBuilder();
        var index = start + 1;
        while (source[index] != source[start])
        {
            if (source[index] != '\\')
            {
                text.Append(source[index++]);
                continue;
            }

            var digits = source[index + 1] switch
            {
                'x' => CountHex(source, index + 2, source.Length),
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            if (digits > 0)
            {
                var value = int.Parse(
                    source.AsSpan(index + 2, digits),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture
                );
                text.Append(char.ConvertFromUtf32(value));
            }
            else
            {
                text.Append(
                    source[index + 1] switch
                    {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        '0' => '\0',
                        var other => other,
                    }
                );
            }

            index += 2 + digits;
        }

        _tokens.Add(("\"", text.ToString()));
        return index + 1;
    }

    private static int CountHex(string source, int index, int end)
    {
        var count = 0;
        while (index + count < end && char.IsAsciiHexDigit(source[index + count]))
        {
            count++;
        }

        return count;
    }

    private CppValue Value()
    {
        var first = Term();
        if (_tokens[_position].Word != "+")
        {
            return first;
        }

        var terms = new List<CppValue> { first };
        while (_tokens[_position].Word == "+")
        {
            _position++;
            terms.Add(Term());
        }

        return new CppValue(null, "+", terms);
    }

    private CppValue Term()
    {
        var (word, text) = _tokens[_position++];
        if (text is not null)
        {
            while (_tokens[_position].Text is { } more)
            {
                text += more;
                _position++;
            }

            return new CppValue(text, "", []);
        }

        if (word == "{")
        {
            return new CppValue(null, "{", Items("}"));
        }

        var name = new StringBuilder(word);
        while (_tokens[_position].Word is var next && (IsWord(next) || next is ":" or "." or "-" or ">"))
        {
            name.Append(next);
            _position++;
        }

        if (_tokens[_position].Word is "(" or "{")
        {
            var close = _tokens[_position++].Word == "(" ? ")" : "}";
            return new CppValue(null, name.ToString(), Items(close));
        }

        return new CppValue(null, name.ToString(), []);
    }

    private List<CppValue> Items(string close)
    {
        var items = new List<CppValue>();
        while (_tokens[_position].Word != close)
        {
            items.Add(Value());
            if (_tokens[_position].Word == ",")
            {
                _position++;
            }
            else if (_tokens[_position].Word != close)
            {
                throw new InvalidDataException($"Expected {close} but found {_tokens[_position].Word}.");
            }
        }

        _position++;
        return items;
    }

    private static bool IsWord(string word) => word.Length > 0 && (char.IsLetterOrDigit(word[0]) || word[0] == '_');
}
