using Chat.Testing.FakeModels;

namespace Chat.Conformance.Tests.Doors;

/// <summary>What was recorded once is answered again with the server gone.</summary>
public sealed class CassetteDoorTests : IDisposable
{
    private readonly ServedDoor _door = new();

    public static TheoryData<FakeDialect> Dialects => [.. Enum.GetValues<FakeDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_recorded_answer_comes_again_without_server_and_profile(FakeDialect dialect)
    {
        var cassette = _door.File("c.json");
        await using (var model = await FakeModelServer.StartAsync(dialect))
        {
            _door.AddProfile(model);
            (await _door.RunAsync("ask", "-m", "m/echo", "--record", cassette, "count 3")).AssertIs(0, "1 2 3\n");
        }

        File.Delete(_door.ProfilesFile);
        foreach (var timing in (string[])["instant", "exact"])
        {
            (
                await _door.RunAsync(
                    "ask",
                    "--profile",
                    "m",
                    "-m",
                    "echo",
                    "--replay",
                    cassette,
                    "--replay-timing",
                    timing,
                    "count 3"
                )
            ).AssertIs(0, "1 2 3\n");
        }

        (await _door.RunAsync("ask", "-m", "m/echo", "--replay", cassette, "count 4")).AssertFails(3, "");
    }

    [Fact]
    public async Task A_recorded_failure_comes_again_with_its_code_and_what_had_come()
    {
        var cassette = _door.File("c.json");
        await using (var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi))
        {
            _door.AddProfile(model);
            (await _door.RunAsync("ask", "-m", "m/broken", "--record", cassette, "count 3")).AssertFails(1, "");
            var recorded = await _door.RunAsync("ask", "-m", "m/broken", "--replay", cassette, "count 3");
            recorded.AssertFails(1, "failed after two tokens");
            Assert.Equal("1 2\n", recorded.Output);
        }
    }

    [Fact]
    public async Task A_cassette_that_cannot_be_written_is_told_before_anything_is_sent()
    {
        await using var model = await FakeModelServer.StartAsync(FakeDialect.OpenAi);
        _door.AddProfile(model);

        var result = await _door.RunAsync("ask", "-m", "m/echo", "--record", _door.File("no/c.json"), "hi");

        result.AssertFails(3, "no");
        Assert.Equal(0, model.Server.TotalRequests);
    }

    [Fact]
    public async Task A_cassette_that_is_not_there_is_told()
    {
        (await _door.RunAsync("ask", "--replay", _door.File("none.json"), "hi")).AssertFails(3, "no cassette");
        (await _door.RunAsync("ask", "--replay", _door.Write("c.json", "{"), "hi")).AssertFails(2, "c.json");
    }

    public void Dispose() => _door.Dispose();
}
