using System.Text;
using Chat.Testing.FakeModels;
using Chat.Testing.FakeServers;

namespace Chat.Conformance.Tests.Doors;

/// <summary>A key, wherever it is kept, never comes out of a command: not on standard output or error, not in a file.</summary>
public sealed class KeyCanaryTests : IDisposable
{
    private const string Canary = "sk-canary-7f3a91c2d4";

    private static readonly string[] Forms =
    [
        Canary,
        Uri.EscapeDataString(Canary),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)),
    ];

    private static readonly string[][] Commands =
    [
        ["ask", "-m", "m/echo", "hi"],
        ["ask", "-m", "m/echo", "--json", "--stats", "hi"],
        ["ask", "-m", "m/echo", "--stream-json", "--reasoning", "hi"],
        ["ask", "-m", "m/echo", "--record", "CASSETTE", "hi"],
        ["ask", "-m", "m/limited", "hi"],
        ["ask", "-m", "m/cut", "--json", "hi"],
        ["profiles", "list"],
        ["profiles", "list", "--json"],
        ["profiles", "test", "--complete", "-m", "echo", "m"],
        ["profiles", "test", "--complete", "-m", "echo", "m", "--json"],
        ["models", "list", "--profile", "m"],
        ["doctor"],
    ];

    private readonly ServedDoor _door = new();

    public static TheoryData<FakeDialect, string> Places
    {
        get
        {
            var data = new TheoryData<FakeDialect, string>();
            foreach (var dialect in Enum.GetValues<FakeDialect>())
            {
                data.Add(dialect, "env:CANARY");
                data.Add(dialect, "file:canary.key");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_key_that_works_is_sent_and_not_shown(FakeDialect dialect, string place)
    {
        await using var model = await FakeModelServer.StartAsync(dialect, new FakeModelOptions { Key = Canary });
        Keep(place);
        _door.AddProfile(model, $"\"key\": \"{place}\", \"headers\": {{ \"X-Gate-Key\": \"{place}\" }}, ");

        (await _door.RunAsync("ask", "-m", "m/echo", "hi")).AssertIs(0, "hi\n");
        Assert.Equal(Canary, model.Server.Requests[^1].Header("X-Gate-Key"));
        await AssertHiddenAsync();
    }

    [Theory]
    [InlineData(401, "{\"error\":{\"message\":\"Incorrect API key provided: KEY.\",\"code\":\"invalid_api_key\"}}")]
    [InlineData(403, "{\"detail\":\"KEY may not.\"}")]
    [InlineData(404, "No route for Bearer KEY")]
    [InlineData(500, "<html><title>KEY</title><body>KEY</body></html>")]
    [InlineData(200, "data: {\"error\":{\"message\":\"KEY is bad\"}}\n\n")]
    [InlineData(200, "data: {\"error\":\"\\u0073k-canary-7f3a91c2d4 is bad\"}\n\n")]
    [InlineData(200, "KEY")]
    public async Task A_server_that_says_the_key_back_does_not_show_it(int status, string body)
    {
        await using var server = await FakeServer.StartAsync();
        var sent = body.Replace("KEY", Canary, StringComparison.Ordinal);
        server.Respond(_ =>
            status == 200 && body.StartsWith("data:", StringComparison.Ordinal)
                ? FakeReplies.SseText(sent)
                : FakeReplies.Json(sent, status).WithHeader("x-request-id", Canary)
        );
        Keep("env:CANARY");
        _door.AddProfile("m", "vllm", server.Address, "\"key\": \"env:CANARY\", ");

        var result = await _door.RunAsync("ask", "-m", "m/echo", "hi");
        Assert.NotEqual(0, result.Code);
        await AssertHiddenAsync();
        Assert.True(server.TotalRequests > 5);
    }

    [Fact]
    public async Task A_key_that_a_prompt_holds_is_not_recorded_and_its_answer_is_found_again()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        Keep("env:CANARY");
        _door.AddProfile(model, "\"key\": \"env:CANARY\", ");
        var cassette = _door.File("c.json");

        (await _door.RunAsync("ask", "-m", "m/echo", "--record", cassette, $"say {Canary} twice")).AssertIs(
            0,
            $"say {Canary} twice\n"
        );

        AssertHidden(await File.ReadAllTextAsync(cassette));
        (await _door.RunAsync("ask", "-m", "m/echo", "--replay", cassette, $"say {Canary} twice")).AssertIs(
            0,
            "say *** twice\n"
        );
    }

    [Fact]
    public async Task A_key_typed_where_its_place_belongs_is_not_shown_and_not_kept()
    {
        string[][] lines =
        [
            ["profiles", "add", "x", "--kind", "openai", "--key", Canary],
            ["profiles", "add", "x", "--kind", "openai", "--header", $"X-Gate-Key={Canary}"],
            ["profiles", "add", "x", "--kind", "openai", "--header", $"X-Note={Canary}"],
            ["profiles", "add", "x", "--kind", "vllm", "--address", $"http://me:{Canary}@host/v1"],
            ["profiles", "add", "x", "--kind", "vllm", "--address", $"http://host/v1?key={Canary}"],
        ];
        foreach (var line in lines)
        {
            var result = await _door.RunAsync(line);
            result.AssertFails(2, "");
            AssertHidden(result);
        }

        Assert.False(File.Exists(_door.ProfilesFile));
    }

    private async Task AssertHiddenAsync()
    {
        var cassette = _door.File("cassette.json");
        foreach (var command in Commands)
        {
            AssertHidden(await _door.RunAsync([.. command.Select(word => word == "CASSETTE" ? cassette : word)]));
        }

        Assert.True(File.Exists(cassette));
        foreach (var file in Directory.EnumerateFiles(_door.File(""), "*", SearchOption.AllDirectories))
        {
            if (!file.EndsWith(".key", StringComparison.Ordinal))
            {
                AssertHidden(await File.ReadAllTextAsync(file));
            }
        }
    }

    private static void AssertHidden(DoorResult result)
    {
        AssertHidden(result.Output);
        AssertHidden(result.Error);
    }

    private static void AssertHidden(string text) =>
        Assert.All(Forms, form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase));

    private void Keep(string place)
    {
        if (place.StartsWith("env:", StringComparison.Ordinal))
        {
            _door.Environment["CANARY"] = Canary;
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_door.ProfilesFile)!);
        var file = Path.Combine(Path.GetDirectoryName(_door.ProfilesFile)!, "canary.key");
        File.WriteAllText(file, Canary + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public void Dispose() => _door.Dispose();
}
