using System.Text;
using Chat.Core.Backends;

namespace Chat.Core.Tests.Backends;

/// <summary>The page docs/capabilities.md, made from the table.</summary>
internal static class CapabilityPage
{
    private const string Head = """
        # What each target does with each request field

        This page is made from `CapabilityTable` in `src/Chat.Core/Backends`; a test compares the two. The same table makes the
        warnings of an answer, and what a strict request refuses.

        | | |
        |---|---|
        | **yes** | honoured: the target does what the field asks |
        | made | emulated: Chat does it, by another name or by more requests |
        | *no* | ignored: the field changes nothing, and the answer carries a warning; refused in strict mode |
        | ✗ | refused: the request fails before it is sent, because the target would refuse it or answer something else |
        | ? | sent, but nobody has verified what the target does; the answer carries a warning |

        A value that asks for nothing, such as `n` 1 or a `response_format` of text, is never reported. A field that no row has is refused
        by Mistral (within a message left out with a warning, as an answer is sent back with what it came with), ignored by the embedded
        engine, and sent unverified elsewhere. Of a server that is none of these targets
        (`openai-compatible`) all is unverified but the model, the roles and texts of the messages, and streaming.

        `[]` stands after a list, `:word` for a value of the field.

        """;

    public static string Markdown()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        page.Append('\n').Append("| field | ").AppendJoin(" | ", CapabilityTable.Targets).Append(" | |\n");
        page.Append("|---|").Insert(page.Length, ":-:|", CapabilityTable.Targets.Count).Append("---|\n");
        foreach (var row in CapabilityTable.Rows)
        {
            page.Append("| `").Append(row.Key).Append("` | ").AppendJoin(" | ", row.Supports.Select(Word));
            page.Append(" | ").Append(row.Note).Append(" |\n");
        }

        return page.ToString();
    }

    private static string Word(FieldSupport support) =>
        support switch
        {
            FieldSupport.Honoured => "**yes**",
            FieldSupport.Emulated => "made",
            FieldSupport.Ignored => "*no*",
            FieldSupport.Refused => "✗",
            _ => "?",
        };
}
