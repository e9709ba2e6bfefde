using Chat.Core.Errors;

namespace Chat.Formats.Grammars.Lark;

/// <summary>Reads the lines of a Lark grammar that start with a percent sign.</summary>
internal static class LarkDirectives
{
    /// <summary>Reads what follows a directive.</summary>
    /// <param name="parser">After the directive.</param>
    /// <param name="file">What the grammar defines so far.</param>
    /// <param name="directive">The directive.</param>
    /// <exception cref="ChatException">The directive is not supported, or imports what is not known.</exception>
    public static void Read(LarkParser parser, LarkFile file, LarkToken directive)
    {
        switch (directive.Text)
        {
            case "ignore":
                file.Ignored.Add(parser.Alternatives());
                break;
            case "import":
                Import(parser, directive.Place);
                break;
            case "llguidance":
                // Options of another engine, empty in practice: nothing here depends on them.
                if (!parser.TryTake("{") || !parser.TryTake("}"))
                {
                    throw directive.Place.Unsupported("options of %llguidance");
                }

                break;
            default:
                throw directive.Place.Unsupported($"%{directive.Text}");
        }
    }

    private static void Import(LarkParser parser, LarkPlace place)
    {
        var module = parser.Take();
        if (!string.Equals(module.Text, "common", StringComparison.Ordinal))
        {
            throw place.Error(
                $"imports from {module.Text}, which is not there",
                "Import from common, or copy the definitions into the grammar."
            );
        }

        if (parser.TryTake("("))
        {
            do
            {
                var name = parser.Expect(LarkTokenKind.Terminal, "the name of a terminal");
                parser.Define(name, Common(name));
            } while (parser.TryTake(","));

            if (!parser.TryTake(")"))
            {
                throw place.Error("has an import that is never closed", "Close it with ).");
            }

            return;
        }

        if (!parser.TryTake("."))
        {
            throw place.Error("imports no name from common", "Write %import common.NAME.");
        }

        var only = parser.Expect(LarkTokenKind.Terminal, "the name of a terminal");
        var node = Common(only);
        parser.Define(parser.TryTake("->") ? parser.Expect(LarkTokenKind.Terminal, "the new name") : only, node);
    }

    private static LarkNode Common(LarkToken name) =>
        LarkCommon.Find(name.Text, name.Place)
        ?? throw name.Place.Error(
            $"imports common.{name.Text}, which is not there",
            "Write the terminal in the grammar itself."
        );
}
