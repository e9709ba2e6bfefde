using Chat.Rpc.Tests.Support;

namespace Chat.Rpc.Tests.Protocol;

/// <summary>The extension's protocol file and the C# protocol types cannot drift apart: the one is generated from the other.</summary>
public sealed class TypeScriptTests
{
    [Fact]
    public void The_TypeScript_of_the_protocol_is_that_of_its_types()
    {
        var actual = TypeScriptFile.Write();
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "protocol.d.ts"))
            .ReplaceLineEndings("\n");
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            return;
        }

        var received = Path.Combine(AppContext.BaseDirectory, "protocol.received.d.ts");
        File.WriteAllText(received, actual);
        var gone = expected.Split('\n').Except(actual.Split('\n'), StringComparer.Ordinal).Select(line => "- " + line);
        var come = actual.Split('\n').Except(expected.Split('\n'), StringComparer.Ordinal).Select(line => "+ " + line);
        Assert.Fail(
            $"""
            The protocol types changed, and vscode-extension/src/daemon/protocol.d.ts did not:
            {string.Join('\n', gone.Concat(come))}

            To renew it, copy {received}
            over vscode-extension/src/daemon/protocol.d.ts.
            """
        );
    }
}
