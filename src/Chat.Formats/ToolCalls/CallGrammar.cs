using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.ToolCalls;

/// <summary>Writes the grammar of calls in a model's form, so that each names an offered tool and its arguments follow the tool's schema.</summary>
/// <param name="builder">Where the rules go.</param>
/// <param name="format">The form.</param>
/// <param name="warnings">What cannot be held to is named here; of a tool that is <c>strict</c> it is an error.</param>
internal sealed class CallGrammar(GbnfBuilder builder, CallFormat format, ICollection<string> warnings)
{
    /// <summary>The most calls that the grammar lets a model make in one answer: a small model may else never stop.</summary>
    public const int MaxCalls = 64;

    /// <summary>Adds the rules of the calls with all that stands around them.</summary>
    /// <param name="offer">The tools that may be called.</param>
    /// <returns>The rule's name.</returns>
    public string Add(ToolOffer offer)
    {
        var call = AddCall(offer.Tools.Values);
        var more =
            offer.IsSingle || format.Separator is not { } separator
                ? ""
                : $" ( {Text(separator)}{call} ){{0,{MaxCalls - 1}}}";
        return builder.Add("calls", $"{Text(format.SectionStart)}{call}{more} {Text(format.SectionEnd)}".TrimEnd());
    }

    // What stands before the name and after the arguments is the same for all tools and written once.
    private string AddCall(IEnumerable<OfferedTool> tools)
    {
        var first = format.Call[0].Kind == CallPartKind.Text ? 1 : 0;
        var last = format.Call[^1].Kind == CallPartKind.Text ? format.Call.Count - 1 : format.Call.Count;
        var alternatives = tools.Select(tool => AddTool(tool, format.Call.Skip(first).Take(last - first)));
        var choice = builder.Add("call-choice", string.Join(" | ", alternatives));
        var start = first == 1 ? Text(format.Call[0].Text) : "";
        var end = last < format.Call.Count ? Text(format.Call[^1].Text) : "";
        return builder.Add("call", $"{start}{choice} {end}".TrimEnd());
    }

    private string AddTool(OfferedTool tool, IEnumerable<CallPart> parts)
    {
        var expression = string.Concat(
            parts.Select(part =>
                part.Kind switch
                {
                    CallPartKind.Text => Text(part.Text),
                    CallPartKind.Name => Text(Name(tool)),
                    CallPartKind.Id => format.IdGrammar + " ",
                    CallPartKind.Index => "[0-9]{1,4} ",
                    _ => new ArgumentGrammar(builder, format, warnings).Add(tool) + " ",
                }
            )
        );
        return builder.Add("call-" + tool.Name, expression.TrimEnd());
    }

    private string Name(OfferedTool tool) =>
        format.IsJsonObject
            ? JsonEncodedText.Encode(tool.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            : tool.Name;

    private static string Text(string text) => text.Length == 0 ? "" : GbnfBuilder.Literal(text) + " ";
}
