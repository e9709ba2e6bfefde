using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Daemon.Ask;
using Chat.Daemon.LocalEngine;
using Chat.Daemon.Settings;
using Chat.Daemon.Tests.Support;

namespace Chat.Daemon.Tests.Ask;

public sealed class AskCommandTests : IDisposable
{
    private readonly Door _door = new();

    private ChatCompletionRequest Request => _door.Engine.Backend.Request!;

    private string Prompt => Request.Messages[^1].Content!.ToString();

    [Fact]
    public async Task Words_are_joined_by_blanks()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "Are", "dogs  real?"));
        Assert.Equal("Are dogs  real?", Prompt);
        Assert.Equal(ChatRole.User, Assert.Single(Request.Messages).Role);
    }

    [Theory]
    [InlineData("-5 + 3 is what?")]
    [InlineData("- a list")]
    [InlineData("@file")]
    [InlineData("/h")]
    [InlineData("[suggest]")]
    [InlineData("tokens")]
    public async Task Prompts_that_look_odd_are_prompts(string prompt)
    {
        Assert.Equal(0, await _door.RunAsync("ask", prompt));
        Assert.Equal(prompt, Prompt);
    }

    [Theory]
    [InlineData("--temprature", "--temperature")]
    [InlineData("--max-token", "--max-tokens")]
    public async Task A_mistyped_option_is_no_part_of_the_prompt(string word, string nearest)
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", word, "1"));
        _door.AssertTwoLines($"There is no option {word}");
        Assert.Contains(nearest, _door.Error, StringComparison.Ordinal);
        Assert.Equal(0, _door.Engine.Opened);
    }

    [Fact]
    public async Task After_two_dashes_all_words_are_prompt()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "--", "--json", "-x"));
        Assert.Equal("--json -x", Prompt);
    }

    [Fact]
    public async Task Piped_text_follows_the_prompt_on_a_new_line()
    {
        _door.Terminal.Redirect("The sky is green.\n");
        Assert.Equal(0, await _door.RunAsync("ask", "Repeat the text:"));
        Assert.Equal("Repeat the text:\nThe sky is green.", Prompt);
    }

    [Theory]
    [InlineData("alone", "alone")]
    [InlineData("\uFEFFwith a mark\r\n", "with a mark")]
    [InlineData("two\nlines\n\n", "two\nlines\n")]
    public async Task Piped_text_alone_is_the_prompt(string input, string prompt)
    {
        _door.Terminal.Redirect(input);
        Assert.Equal(0, await _door.RunAsync("ask"));
        Assert.Equal(prompt, Prompt);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public async Task Blank_piped_text_adds_nothing(string input)
    {
        _door.Terminal.Redirect(input);
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("hi", Prompt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task No_prompt_at_all_is_a_usage_error(string? word)
    {
        _door.Terminal.Redirect(" \n");
        Assert.Equal(2, await _door.RunAsync(word is null ? ["ask"] : ["ask", word]));
        _door.AssertTwoLines("There is no prompt");
        Assert.Equal(0, _door.Engine.Opened);
    }

    [Fact]
    public async Task Nobody_is_waited_for_at_a_terminal()
    {
        Assert.Equal(2, await _door.RunAsync("ask"));
        _door.AssertTwoLines("There is no prompt");
    }

    [Fact]
    public async Task Input_that_is_no_text_is_refused_with_its_place()
    {
        _door.Terminal.Redirect(new MemoryStream([0xEF, 0xBB, 0xBF, (byte)'a', 0xC3, 0x28]));
        Assert.Equal(2, await _door.RunAsync("ask", "hi"));
        _door.AssertTwoLines("offset 4 (0xC3)");
        Assert.Equal(0, _door.Engine.Opened);
    }

    [Fact]
    public async Task Text_options_reach_the_request()
    {
        string[] line = ["ask", "hi", "-m", "local/x", "-s", "Be brief.", "--stop", ".", "--stop", "!"];
        Assert.Equal(0, await _door.RunAsync(line));
        Assert.Equal("local/x", Request.Model);
        Assert.Equal(ChatRole.System, Request.Messages[0].Role);
        Assert.Equal("Be brief.", Request.Messages[0].Content!.Text);
        Assert.Equal([".", "!"], Request.Stop!);
    }

    [Fact]
    public async Task Numbers_reach_the_request()
    {
        const string Line =
            "ask hi --max-tokens 5 --temperature 0.5 --top-p 0.9 --top-k 40 --min-p 0.05 --typical-p 0.8 --repeat-penalty 1.1 "
            + "--frequency-penalty -0.5 --presence-penalty 0.25 --logit-bias 198=-100 --logit-bias 7=1.5 --seed -3 -n 2 "
            + "--top-logprobs 3 --logprobs --ignore-eos";
        Assert.Equal(0, await _door.RunAsync(Line.Split(' ')));
        var expected = ChatCompletionRequest.Create("local/smollm2-135m-instruct") with
        {
            Messages = Request.Messages,
            MaxCompletionTokens = 5,
            Temperature = 0.5,
            TopP = 0.9,
            TopK = 40,
            MinP = 0.05,
            TypicalP = 0.8,
            RepeatPenalty = 1.1,
            FrequencyPenalty = -0.5,
            PresencePenalty = 0.25,
            LogitBias = Request.LogitBias,
            Seed = -3,
            N = 2,
            Logprobs = true,
            TopLogprobs = 3,
            IgnoreEos = true,
        };
        Assert.Equal(expected, Request);
        Assert.Equal(-100, Request.LogitBias!["198"]);
        Assert.Equal(1.5, Request.LogitBias["7"]);
    }

    [Fact]
    public async Task Engine_options_reach_the_engine()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "hi", "--threads", "1", "--poll", "0", "--context", "512"));
        Assert.Equal(new EngineChoices(1, 0, 512), _door.Engine.Choices);
    }

    [Fact]
    public async Task What_is_not_given_is_left_to_the_backend_but_the_model_which_is_the_bundled_one()
    {
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal(
            ChatCompletionRequest.Create("local/smollm2-135m-instruct") with
            {
                Messages = Request.Messages,
            },
            Request
        );
    }

    [Fact]
    public async Task An_explicit_model_beats_the_setting()
    {
        _door.Settings = ChatSettings.Read(name => name == "CHAT_MODEL" ? "local/set" : null, "/home/test");
        Assert.Equal(0, await _door.RunAsync("ask", "hi"));
        Assert.Equal("local/set", Request.Model);
        Assert.Equal(0, await _door.RunAsync("ask", "hi", "--model", "local/given"));
        Assert.Equal("local/given", Request.Model);
    }

    [Theory]
    [InlineData("--max-tokens", "0")]
    [InlineData("--max-tokens", "-1")]
    [InlineData("--max-tokens", "many")]
    [InlineData("--max-tokens", "99999999999")]
    [InlineData("--max-tokens", "1.5")]
    [InlineData("--temperature", "NaN")]
    [InlineData("--temperature", "Infinity")]
    [InlineData("--temperature", "-0.1")]
    [InlineData("--temperature", "2.1")]
    [InlineData("--temperature", "0,5")]
    [InlineData("--temperature", "1e400")]
    [InlineData("--top-p", "1.5")]
    [InlineData("--top-p", "nan")]
    [InlineData("--top-k", "-1")]
    [InlineData("--min-p", "1.5")]
    [InlineData("--typical-p", "0")]
    [InlineData("--repeat-penalty", "0")]
    [InlineData("--frequency-penalty", "3")]
    [InlineData("--presence-penalty", "-3")]
    [InlineData("--logit-bias", "198")]
    [InlineData("--logit-bias", "x=1")]
    [InlineData("--logit-bias", "198=101")]
    [InlineData("--logit-bias", "198=NaN")]
    [InlineData("--seed", "1.5")]
    [InlineData("--stop", "")]
    [InlineData("--n", "0")]
    [InlineData("-n", "129")]
    [InlineData("--top-logprobs", "21")]
    [InlineData("--top-logprobs", "1")]
    [InlineData("--timeout", "0")]
    [InlineData("--timeout", "-1")]
    [InlineData("--timeout", "NaN")]
    [InlineData("--timeout", "Infinity")]
    [InlineData("--timeout", "1e9")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "513")]
    [InlineData("--poll", "101")]
    [InlineData("--poll", "-1")]
    [InlineData("--context", "0")]
    [InlineData("--model", " ")]
    public async Task A_wrong_value_is_a_usage_error_before_anything_is_loaded(string option, string value)
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", option, value));
        _door.AssertTwoLines("");
        Assert.Equal("", _door.Output);
        Assert.Equal(0, _door.Engine.Opened);
    }

    [Fact]
    public async Task A_token_has_one_bias()
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", "--logit-bias", "5=1", "--logit-bias", "5=2"));
        _door.AssertTwoLines("token 5 twice");
    }

    [Theory]
    [InlineData("--json", "--stream-json")]
    [InlineData("--no-stream", "--stream-json")]
    public async Task Options_that_contradict_each_other_are_refused(string one, string other)
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", one, other));
        _door.AssertTwoLines("--stream-json cannot go together");
    }

    [Fact]
    public async Task An_option_without_its_value_is_refused()
    {
        Assert.Equal(2, await _door.RunAsync("ask", "hi", "--seed"));
        _door.AssertTwoLines("--seed");
    }

    [Theory]
    [InlineData(ChatErrorKind.NotFound, 3)]
    [InlineData(ChatErrorKind.ModelInvalid, 3)]
    [InlineData(ChatErrorKind.ContextOverflow, 1)]
    [InlineData(ChatErrorKind.InvalidRequest, 2)]
    public async Task A_failure_of_the_backend_is_two_lines_and_its_code(ChatErrorKind kind, int code)
    {
        _door.Engine.Backend.Before = (_, _) => throw new ChatException(kind, "It failed.", "Do something else.");
        Assert.Equal(code, await _door.RunAsync("ask", "--json", "hi"));
        Assert.Equal("error: It failed.\n  Do something else.\n", _door.Error);
        Assert.Equal("", _door.Output);
        Assert.True(_door.Engine.Backend.Disposed);
    }

    public void Dispose() => _door.Dispose();

    [Theory]
    [InlineData(true, "ask", "Hi")]
    [InlineData(true, "ask", "-m", "local/x", "Hi")]
    [InlineData(false, "ask", "--in-process", "Hi")]
    [InlineData(false, "ask", "--replay", "x.json", "Hi")]
    [InlineData(false, "ask", "--help")]
    [InlineData(false, "tokens", "Hi")]
    [InlineData(false)]
    public void The_way_to_the_host_is_made_ready_for_an_ask_that_may_take_it(bool isWarming, params string[] line) =>
        Assert.Equal(isWarming, AskCommand.IsWarming(line));
}
