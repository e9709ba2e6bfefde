using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Profiles;

public sealed class TestCommandTests : IDisposable
{
    private readonly HomeDoor _home = new();

    private Door Door => _home.Door;

    public TestCommandTests() =>
        Door.Engine.Models = [new ModelSummary("local/smollm2-135m-instruct", 1, 1, "bundled")];

    [Fact]
    public async Task Without_a_name_all_are_tested_and_a_ready_made_one_without_server_is_no_problem()
    {
        Assert.Equal(0, await _home.RunAsync("profiles", "test"));

        Assert.Contains("ok       local: models: 1 listed (", Door.Output, StringComparison.Ordinal);
        Assert.Contains(
            "ok       local: model: smollm2-135m-instruct is listed\n",
            Door.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "skipped  ollama: models: nothing answers at http://127.0.0.1:11434",
            Door.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_ready_made_one_that_is_named_is_a_problem()
    {
        Assert.Equal(1, await _home.RunAsync("profiles", "test", "ollama"));
        Assert.StartsWith(
            "problem  ollama: models: Nobody answers. Start the server.",
            Door.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_ready_made_one_that_the_environment_places_is_a_problem()
    {
        _home.Environment["OLLAMA_HOST"] = "box";
        Assert.Equal(1, await _home.RunAsync("profiles", "test"));
        Assert.Contains("problem  ollama: models: ", Door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_variable_is_a_problem()
    {
        _home.Environment["OPENAI_BASE_URL"] = "nowhere";
        Assert.Equal(2, await _home.RunAsync("profiles", "test"));
        Assert.Contains("problem  openai: profile: ", Door.Output, StringComparison.Ordinal);
        Assert.Equal(2, await _home.RunAsync("profiles", "test", "openai"));
        Door.AssertTwoLines("OPENAI_BASE_URL");
    }

    [Fact]
    public async Task A_missing_key_ends_the_test_before_the_server_is_asked()
    {
        _home.WriteProfiles(""" "m": {"kind":"mistral","key":"env:NONE"} """);
        Assert.Equal(4, await _home.RunAsync("profiles", "test", "m"));
        Assert.StartsWith("problem  m: key: ", Door.Output, StringComparison.Ordinal);
        Assert.Empty(Door.Remote.Opened);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_server_without_a_list_can_still_answer(int status)
    {
        _home.WriteProfiles(""" "v": {"kind":"vllm","model":"x"} """);
        Door.Remote.Backends["v"] = new FakeBackend
        {
            ListFailure = new ChatException(ChatErrorKind.NotFound, "No.", "Ask.") { HttpStatus = status },
            Answer = new ChatCompletion
            {
                Id = "1",
                Model = "x",
                Choices = [],
            },
        };
        Assert.Equal(0, await _home.RunAsync("profiles", "test", "--complete", "v"));
        Assert.Contains("skipped  v: models: this server lists no models (", Door.Output, StringComparison.Ordinal);
        Assert.Contains("ok       v: completion: x answered", Door.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profiles", "test", "v")]
    [InlineData("models", "list", "--profile", "v")]
    public async Task A_limit_that_passes_names_the_option(params string[] command)
    {
        _home.WriteProfiles(""" "v": {"kind":"vllm"} """);
        Door.Remote.Backends["v"] = new FakeBackend
        {
            ListFailure = new ChatException(ChatErrorKind.TotalTimeout, "No answer.", "Raise the total limit."),
        };
        Assert.Equal(5, await _home.RunAsync(command));
        Assert.Contains("--timeout", Door.Output + Door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_of_several_kinds_are_exit_code_1()
    {
        _home.WriteProfiles(""" "m": {"kind":"mistral","key":"env:NONE"}, "v": {"kind":"vllm","model":"x"} """);
        Door.Remote.Backends["v"] = new FakeBackend { Models = ["y"] };
        Assert.Equal(1, await _home.RunAsync("profiles", "test", "m", "v"));
        Assert.Equal(3, await _home.RunAsync("profiles", "test", "v"));
    }

    [Theory]
    [InlineData("llama3.2", true)]
    [InlineData("llama3.2:latest", true)]
    [InlineData("llama3", false)]
    public async Task A_model_is_found_with_the_tag_it_stands_for(string model, bool isFound)
    {
        _home.WriteProfiles($$""" "o": {"kind":"ollama","model":"{{model}}"} """);
        Door.Remote.Backends["o"] = new FakeBackend { Models = ["llama3.2:latest"] };
        Assert.Equal(isFound ? 0 : 3, await _home.RunAsync("profiles", "test", "o"));
        Assert.Equal(!isFound, Door.Output.Contains("Did you mean llama3.2:latest?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Servers_are_asked_once_and_in_bounded_time()
    {
        _home.WriteProfiles(
            """ "v": {"kind":"vllm","retries":5,"strict":true,"model":"x","timeouts":{"total":1000}} """
        );
        Door.Remote.Backends["v"] = new FakeBackend
        {
            Models = ["x"],
            Answer = new ChatCompletion
            {
                Model = "x-1",
                Choices = [new ChatChoice { Message = ChatMessage.Assistant("OK") }],
            },
        };
        Assert.Equal(0, await _home.RunAsync("profiles", "test", "v", "--complete"));
        Assert.Contains("ok       v: completion: x-1 answered", Door.Output, StringComparison.Ordinal);
        Assert.Equal(
            [(0, TimeSpan.FromSeconds(10)), (0, TimeSpan.FromSeconds(60))],
            Door.Remote.Opened.Select(profile => (profile.Retries, profile.Timeouts.Total))
        );
        var request = Door.Remote.Backends["v"].Request!;
        Assert.Equal(("x", 1), (request.Model, request.MaxCompletionTokens));
        Assert.False(Door.Remote.Opened[1].Strict);
    }

    [Fact]
    public async Task An_answer_needs_a_model()
    {
        _home.WriteProfiles(""" "v": {"kind":"vllm"} """);
        Door.Remote.Backends["v"] = new FakeBackend { Models = ["x"] };
        Assert.Equal(2, await _home.RunAsync("profiles", "test", "v", "--complete"));
        Assert.Contains("problem  v: completion: No model is named", Door.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_gets_the_nearest()
    {
        _home.WriteProfiles(""" "work": {"kind":"vllm"} """);
        Assert.Equal(3, await _home.RunAsync("profiles", "test", "wrok"));
        Door.AssertTwoLines("There is no profile 'wrok'");
        Assert.Contains("Did you mean work?", Door.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_that_the_server_denies_has_the_code_of_the_key()
    {
        _home.WriteProfiles(""" "v": {"kind":"vllm"} """);
        Door.Remote.Backends["v"] = new FakeBackend
        {
            Failure = new ChatException(ChatErrorKind.Permission, "No.", "Ask.") { HttpStatus = 403 },
        };
        Assert.Equal(4, await _home.RunAsync("profiles", "test", "v"));
        Assert.Equal(4, await _home.RunAsync("ask", "-m", "v/x", "hi"));
    }

    public void Dispose() => _home.Dispose();
}
