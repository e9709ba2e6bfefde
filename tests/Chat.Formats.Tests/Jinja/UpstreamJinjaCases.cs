using System.Text.Json.Nodes;
using Chat.Formats.Tests.Upstream;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Jinja;

/// <summary>The cases of llama.cpp's table of templates, read from its source.</summary>
internal static class UpstreamJinjaCases
{
    /// <summary>A case: its name with a number where it comes again, the template, the variables as JSON, and what is rendered.</summary>
    public sealed record Case(string Name, string Template, string Variables, string Expected);

    /// <summary>Reads all cases; none when the source is not there.</summary>
    public static IReadOnlyList<Case> All { get; } = UpstreamSource.Folder is null ? [] : Read();

    private static List<Case> Read()
    {
        var tokens = CppText.Read(UpstreamSource.Read("tests/test-jinja.cpp"));
        var cases = new List<Case>();
        for (var at = 0; at + 6 < tokens.Count; at++)
        {
            // test_template(t, "name", template, variables, expected);
            if (
                tokens[at].IsWord("test_template")
                && tokens[at + 2].IsWord("t")
                && tokens[at + 4].Kind == CppTokenKind.String
            )
            {
                var place = at + 8;
                JsonNode? variables = CppJson.Read(tokens, ref place);
                cases.Add(
                    new Case(
                        tokens[at + 4].Text,
                        tokens[at + 6].Text,
                        variables!.ToJsonString(),
                        tokens[place + 1].Text
                    )
                );
            }
        }

        return
        [
            .. cases.Select((one, index) => Numbered(one, cases.Take(index).Count(other => other.Name == one.Name))),
        ];
    }

    private static Case Numbered(Case one, int before) =>
        before == 0 ? one : one with { Name = $"{one.Name} {before + 1}" };
}
