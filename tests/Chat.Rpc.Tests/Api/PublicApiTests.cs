using Chat.Core.Tests.Api;

namespace Chat.Rpc.Tests.Api;

/// <summary>The public names are a promise: others build on them. Each change of them shows in review as a change of PublicApi.txt.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_written_down()
    {
        var actual = ApiText.Of(typeof(RpcClient).Assembly);
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt"))
            .ReplaceLineEndings("\n");
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            return;
        }

        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(received, actual);
        var gone = expected.Split('\n').Except(actual.Split('\n'), StringComparer.Ordinal).Select(line => "- " + line);
        var come = actual.Split('\n').Except(expected.Split('\n'), StringComparer.Ordinal).Select(line => "+ " + line);
        Assert.Fail(
            $"""
            The public API of Chat.Rpc changed. Lines gone (-) and come (+):
            {string.Join('\n', gone.Concat(come))}

            If that is meant, accept it: copy {received}
            over tests/Chat.Rpc.Tests/PublicApi.txt.
            """
        );
    }
}
