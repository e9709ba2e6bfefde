using System.Globalization;
using System.Text;

namespace Chat.Formats.ToolCalls;

/// <summary>Takes what the readers of calls find and gives it out as deltas: one a push and call, however small the finds.</summary>
/// <param name="tools">The tools that may be called, by name.</param>
/// <param name="ids">Where the ids come from that the model does not write.</param>
/// <param name="idPattern">How an id is made of name and place instead; empty for made-up ones.</param>
internal sealed class CallOutput(IReadOnlyDictionary<string, OfferedTool> tools, CallIds ids, string idPattern = "")
{
    private readonly StringBuilder _piece = new();
    private JsonInput _input;

    /// <summary>Where the deltas go; set before each push.</summary>
    public List<AnswerDelta>? Into { get; set; }

    /// <summary>How many calls have begun.</summary>
    public int Count { get; private set; }

    /// <summary>The tool of the call that is open; null between calls.</summary>
    public OfferedTool? Tool { get; private set; }

    /// <summary>True when a call of this name may begin now.</summary>
    /// <param name="name">The name as the model wrote it.</param>
    public bool Knows(string name) => Count < AnswerParser.MaxCalls && tools.ContainsKey(name);

    /// <summary>True when a tool's name begins so.</summary>
    /// <param name="start">What the model wrote so far.</param>
    public bool KnowsStart(ReadOnlySpan<char> start)
    {
        foreach (var name in tools.Keys)
        {
            if (name.AsSpan().StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins a call.</summary>
    /// <param name="name">A name that <see cref="Knows"/> knows.</param>
    /// <param name="id">The id that the model wrote; null or empty for one of ours.</param>
    public void Begin(string name, string? id)
    {
        Tool = tools[name];
        _input = default;
        var given = string.IsNullOrEmpty(id) ? MakeId(name) : id;
        Into!.Add(new AnswerDelta(AnswerDeltaKind.CallStart, name, Count, given, Tool.IsCustom));
        Count++;
    }

    private string MakeId(string name) =>
        idPattern.Length == 0
            ? ids.Next()
            : idPattern
                .Replace("${name}", name, StringComparison.Ordinal)
                .Replace("${index}", Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Adds to the arguments what the model wrote as JSON; of a custom tool's, the input is taken out of it.</summary>
    /// <param name="json">More of the JSON text.</param>
    public void WriteJson(ReadOnlySpan<char> json)
    {
        if (Tool!.IsCustom)
        {
            _input.Read(json, _piece);
        }
        else
        {
            _piece.Append(json);
        }
    }

    /// <summary>Adds to a custom tool's input what the model wrote as plain text.</summary>
    /// <param name="text">More of the text.</param>
    public void WriteText(ReadOnlySpan<char> text) => _piece.Append(text);

    /// <summary>Ends the call.</summary>
    public void End()
    {
        Flush();
        Tool = null;
    }

    /// <summary>Gives out what was gathered since the last time.</summary>
    public void Flush()
    {
        if (_piece.Length > 0)
        {
            Into!.Add(
                new AnswerDelta(AnswerDeltaKind.CallPiece, _piece.ToString(), Count - 1, IsCustom: Tool!.IsCustom)
            );
            _piece.Clear();
        }
    }
}
