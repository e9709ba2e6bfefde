using Chat.Core.Backends;
using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Tests.Support;
using Chat.Engine;
using Chat.Rpc.Dispatch;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Tests.Rpc;

public sealed class RpcServiceTests
{
    private const string TwoServers = """
        "one": { "kind": "openai-compatible", "url": "http://127.0.0.1:1/v1", "model": "m", "timeouts": { "idle": 7 } },
        "two": { "kind": "openai-compatible", "url": "http://127.0.0.1:2/v1", "key": "env:TWO_KEY" }
        """;

    [Fact]
    public async Task A_model_reference_finds_its_profile_and_the_backend_is_opened_once()
    {
        var home = new HomeDoor();
        home.WriteProfiles(TwoServers);
        home.Door.Remote.Backends["one"] = new FakeBackend();
        await using var rpc = await ServedRpc.StartAsync(home);

        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask("one/some/model")));
        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask("one/m")));

        Assert.Equal("m", home.Door.Remote.Backends["one"].Request!.Model);
        Assert.Equal("one", Assert.Single(home.Door.Remote.Opened).Name);
        Assert.Equal(0, await rpc.LeaveAsync());
        Assert.True(home.Door.Remote.Backends["one"].Disposed);
    }

    [Fact]
    public async Task Without_a_model_the_local_one_answers_with_the_priority_that_was_asked_for()
    {
        var home = new HomeDoor();
        var engine = new PrioritizedFake(home.Door.Engine.Backend);
        home.Door.Engine.Other = engine;
        await using var rpc = await ServedRpc.StartAsync(home);

        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask(null) with { Priority = RequestPriority.Background }));
        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask(null)));

        Assert.Equal([RequestPriority.Background, RequestPriority.Interactive], engine.Priorities);
        Assert.Equal("local/smollm2-135m-instruct", home.Door.Engine.Backend.Request!.Model);
        Assert.Equal(1, home.Door.Engine.Opened);
    }

    [Fact]
    public async Task A_changed_file_holds_from_the_next_request_on_and_a_running_one_keeps_its_backend()
    {
        var home = new HomeDoor();
        home.WriteProfiles(TwoServers);
        var first = new FakeBackend();
        var started = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        first.Before = (index, _) =>
        {
            started.TrySetResult();
            return index == 0 ? Task.CompletedTask : goOn.Task;
        };
        home.Door.Remote.Backends["one"] = first;
        await using var rpc = await ServedRpc.StartAsync(home);
        var running = rpc.StreamAsync(ServedRpc.Ask("one/m"));
        await started.Task;

        home.WriteProfiles(
            TwoServers + """, "three": { "kind": "openai-compatible", "url": "http://127.0.0.1:3/v1" }"""
        );
        home.Door.Remote.Backends["three"] = new FakeBackend();
        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask("three/x")));
        Assert.False(first.Disposed);
        goOn.SetResult();

        Assert.Equal("Yes.", await running);
        Assert.Equal(0, await rpc.LeaveAsync());
        Assert.True(first.Disposed);
    }

    [Fact]
    public async Task A_file_that_is_wrong_is_told_to_each_request_until_it_is_right()
    {
        var home = new HomeDoor();
        home.WriteProfiles(TwoServers);
        home.Door.Remote.Backends["one"] = new FakeBackend();
        await using var rpc = await ServedRpc.StartAsync(home);
        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask("one/m")));

        home.WriteProfiles("\"one\": 7");
        var failure = await Assert.ThrowsAsync<ChatException>(() => rpc.StreamAsync(ServedRpc.Ask("one/m")));
        home.WriteProfiles(TwoServers);

        Assert.Contains("profiles.json", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Yes.", await rpc.StreamAsync(ServedRpc.Ask("one/m")));
    }

    [Fact]
    public async Task Limits_of_the_request_take_the_place_of_those_of_its_profile()
    {
        var home = new HomeDoor();
        home.WriteProfiles(TwoServers);
        home.Door.Remote.Backends["one"] = new FakeBackend();
        await using var rpc = await ServedRpc.StartAsync(home);

        await rpc.StreamAsync(
            ServedRpc.Ask("one/m") with
            {
                Timeouts = new RequestTimeouts { TotalMs = 1500, ConnectMs = 20 },
            }
        );
        var wrong = await Assert.ThrowsAsync<ChatException>(() =>
            rpc.StreamAsync(ServedRpc.Ask("one/m") with { Timeouts = new RequestTimeouts { IdleMs = 0 } })
        );

        var asked = Assert.Single(home.Door.Remote.Opened).Timeouts;
        Assert.Equal(
            (TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1.5)),
            (asked.Connect, asked.Idle, asked.Total)
        );
        Assert.Equal(ChatErrorKind.InvalidRequest, wrong.Kind);
        Assert.Contains("params.timeouts.idleMs", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("firstToken", 0, ChatErrorKind.FirstTokenTimeout)]
    [InlineData("idle", 1, ChatErrorKind.IdleTimeout)]
    [InlineData("total", 1, ChatErrorKind.TotalTimeout)]
    public async Task A_local_model_is_held_to_limits_too_and_what_came_is_kept(
        string limit,
        int chunks,
        ChatErrorKind expected
    )
    {
        var home = new HomeDoor();
        var waits = new TaskCompletionSource();
        home.Door.Engine.Backend.Before = async (index, token) =>
        {
            if (index == chunks)
            {
                waits.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, home.Door.Time, token);
            }
        };
        await using var rpc = await ServedRpc.StartAsync(home);
        var asked = ServedRpc.Ask(null) with
        {
            Timeouts = new RequestTimeouts
            {
                FirstTokenMs = limit == "firstToken" ? 3_000 : null,
                IdleMs = limit == "idle" ? 3_000 : null,
                TotalMs = limit == "total" ? 3_000 : null,
            },
        };
        var running = rpc.StreamAsync(asked);
        await waits.Task;

        home.Door.Time.Advance(TimeSpan.FromSeconds(3));
        var failure = await Assert.ThrowsAsync<ChatException>(() => running);

        Assert.Equal((expected, true), (failure.Kind, failure.IsRetryable));
        Assert.Equal(chunks == 0 ? null : "Yes.", failure.Partial?.Choices[0].Message.Content?.Text);
    }

    [Fact]
    public async Task Progress_comes_to_who_gave_a_token()
    {
        await using var rpc = await ServedRpc.StartAsync(new HomeDoor());
        var told = new TaskCompletionSource<ProgressValue>();
        rpc.Home.Door.Engine.Backend.Before = (_, _) => told.Task;

        await rpc.Client.CallAsync(
            RpcMethods.ChatComplete,
            token => ServedRpc.Ask(null) with { Progress = token, Stream = new RpcId("s") },
            new Teller(told),
            CancellationToken.None
        );

        Assert.Equal("wait", (await told.Task).Stage);
    }

    [Fact]
    public async Task Models_of_all_profiles_are_listed_and_one_that_cannot_be_reached_is_told_beside_them()
    {
        var home = new HomeDoor();
        home.WriteProfiles(TwoServers);
        home.Door.Engine.Models = [new ModelSummary("local/test", 1024, 2048, "bundled")];
        home.Door.Remote.Backends["two"] = new FakeBackend { Models = ["big"] };
        await using var rpc = await ServedRpc.StartAsync(home);

        var all = await rpc.CallAsync(RpcMethods.ModelsList, new ModelsListParams());
        var alone = await Assert.ThrowsAsync<ChatException>(() =>
            rpc.CallAsync(RpcMethods.ModelsList, new ModelsListParams { Profile = "one" })
        );

        Assert.Equal(["local/test", "two/big"], all.Models.Select(model => model.Id));
        Assert.Equal(("test", 2048, 1024), (all.Models[0].Name, all.Models[0].ContextLength, all.Models[0].SizeBytes));
        Assert.Contains("'one'", Assert.Single(all.Warnings!), StringComparison.Ordinal);
        Assert.Equal(ChatErrorKind.Connection, alone.Kind);
    }

    [Fact]
    public async Task Profiles_are_listed_without_keys_and_tested_one_by_one()
    {
        var home = new HomeDoor();
        home.Environment["TWO_KEY"] = "sk-canary-123456";
        home.WriteProfiles(TwoServers);
        home.Door.Remote.Backends["two"] = new FakeBackend { Models = ["a", "b"] };
        await using var rpc = await ServedRpc.StartAsync(home);

        var profiles = (await rpc.CallAsync(RpcMethods.ProfilesList, new NoFields())).Profiles;
        var good = await rpc.CallAsync(RpcMethods.ProfilesTest, new ProfilesTestParams { Profile = "two" });
        var bad = await rpc.CallAsync(RpcMethods.ProfilesTest, new ProfilesTestParams { Profile = "one" });
        var none = await Assert.ThrowsAsync<ChatException>(() =>
            rpc.CallAsync(RpcMethods.ProfilesTest, new ProfilesTestParams { Profile = "twoo" })
        );

        var two = Assert.Single(profiles, profile => profile.Name == "two");
        Assert.Equal(("openai-compatible", "env:TWO_KEY", false), (two.Kind, two.KeySource, two.IsDefault));
        Assert.True(Assert.Single(profiles, profile => profile.Name == "local").IsDefault);
        Assert.Equal((true, 2), (good.Ok, good.Models));
        Assert.Equal((false, null, "connection"), (bad.Ok, bad.Models, bad.Error!.Data!.Kind));
        Assert.Equal(ChatErrorKind.NotFound, none.Kind);
    }

    [Fact]
    public async Task Tokens_of_a_local_model_are_counted_and_those_of_a_server_guessed_without_asking_it()
    {
        var home = new HomeDoor();
        home.WriteProfiles(TwoServers);
        home.Door.Engine.Tokens = [new TextToken(1, "a"), new TextToken(2, "b"), new TextToken(3, "c")];
        await using var rpc = await ServedRpc.StartAsync(home);

        var local = await rpc.CallAsync(RpcMethods.TokensCount, new TokensCountParams { Text = "abc" });
        var remote = await rpc.CallAsync(
            RpcMethods.TokensCount,
            new TokensCountParams { Text = "12345", Model = "one/m" }
        );
        var neither = await Assert.ThrowsAsync<ChatException>(() =>
            rpc.CallAsync(RpcMethods.TokensCount, new TokensCountParams())
        );

        Assert.Equal((3, false), (local.Tokens, local.IsEstimate));
        Assert.Equal((2, true), (remote.Tokens, remote.IsEstimate));
        Assert.Empty(home.Door.Remote.Opened);
        Assert.Contains("params.text", neither.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_yet_is_refused_in_a_sentence()
    {
        await using var rpc = await ServedRpc.StartAsync(new HomeDoor());
        var model = new ModelParams { Model = "smollm2-135m-instruct" };

        foreach (
            var (method, reason) in new[]
            {
                (RpcMethods.ModelsPull, "this version"),
                (RpcMethods.ModelsLoad, "in this process"),
                (RpcMethods.ModelsUnload, "in this process"),
            }
        )
        {
            var failure = await Assert.ThrowsAsync<ChatException>(() => rpc.CallAsync(method, model));
            Assert.Equal(ChatErrorKind.InvalidRequest, failure.Kind);
            Assert.Contains(reason, failure.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_status_tells_what_runs_and_what_was_last()
    {
        var home = new HomeDoor();
        await using var rpc = await ServedRpc.StartAsync(home);
        var before = await rpc.CallAsync(RpcMethods.StatusGet, new NoFields());
        StatusResult? within = null;
        home.Door.Engine.Backend.Before = async (index, _) =>
        {
            if (index == 1)
            {
                within = await rpc.CallAsync(RpcMethods.StatusGet, new NoFields());
            }
        };

        await rpc.StreamAsync(ServedRpc.Ask(null));
        var after = await rpc.CallAsync(RpcMethods.StatusGet, new NoFields());

        Assert.Equal(("absent", 0, null), (before.Engine.State, before.Queue.Running, before.Model));
        Assert.Equal(("ready", 1), (within!.Engine.State, within.Queue.Running));
        Assert.Equal((0, "local/smollm2-135m-instruct"), (after.Queue.Running, after.Model));
        Assert.NotNull(after.LastLatencyMs);
        Assert.True(after.Memory!.Process > 0);
    }

    [Fact]
    public async Task Changes_of_the_status_are_told_together_and_only_to_who_takes_them()
    {
        var home = new HomeDoor();
        var told = 0;
        var first = new TaskCompletionSource();
        var handlers = new RpcHandlers().OnNotification(
            RpcNotifications.StatusChanged,
            _ =>
            {
                Interlocked.Increment(ref told);
                first.TrySetResult();
            }
        );
        await using var rpc = await ServedRpc.StartAsync(home, handlers);
        for (var turn = 0; turn < 20; turn++)
        {
            await rpc.StreamAsync(ServedRpc.Ask(null));
        }

        await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
        // The clock stands still: whatever else changed waits for its turn.
        await rpc.CallAsync(RpcMethods.StatusGet, new NoFields());
        Assert.Equal(1, Volatile.Read(ref told));
    }

    private sealed class Teller(TaskCompletionSource<ProgressValue> told) : IProgress<ProgressValue>
    {
        public void Report(ProgressValue value) => told.TrySetResult(value);
    }
}
