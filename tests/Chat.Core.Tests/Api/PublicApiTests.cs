using Chat.Core.Backends;

namespace Chat.Core.Tests.Api;

/// <summary>The public names are a promise: others build on them. Each change of them shows in review as a change of PublicApi.txt.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_written_down()
    {
        var actual = ApiText.Of(typeof(IChatBackend).Assembly);
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt"))
            .ReplaceLineEndings("\n");
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            return;
        }

        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(received, actual);
        Assert.Fail(
            $"""
            The public API of Chat.Core changed. Lines gone (-) and come (+):
            {Difference(expected, actual)}

            If that is meant, accept it: copy {received}
            over tests/Chat.Core.Tests/PublicApi.txt. The whole new text:

            {actual}
            """
        );
    }

    private static string Difference(string expected, string actual)
    {
        var old = Qualified(expected);
        var now = Qualified(actual);
        return string.Join(
            '\n',
            old.Except(now, StringComparer.Ordinal)
                .Select(line => "- " + line)
                .Concat(now.Except(old, StringComparer.Ordinal).Select(line => "+ " + line))
        );
    }

    // Many types have a member of the same name and type: each line is told with the type it stands under.
    private static List<string> Qualified(string text)
    {
        var type = "";
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            type = line.StartsWith(' ') ? type : line;
            lines.Add(line.StartsWith(' ') ? $"{type}: {line.Trim()}" : line);
        }

        return lines;
    }
}
