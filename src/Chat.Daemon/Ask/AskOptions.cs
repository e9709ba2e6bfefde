using System.CommandLine;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Ask;

/// <summary>The options of <c>ask</c>.</summary>
internal sealed class AskOptions
{
    /// <summary>The words of the prompt.</summary>
    public Argument<string[]> Prompt { get; } =
        new("prompt")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "What to ask. Words are joined by blanks; piped standard input follows on a new line.",
        };

    /// <summary>The model.</summary>
    public Option<string> Model { get; } =
        NewOption.Text(
            "--model",
            "MODEL",
            "PROFILE/MODEL, a model of the default profile, or a .gguf file. Default: CHAT_MODEL, else the profile's.",
            "-m"
        );

    /// <summary>The profile.</summary>
    public Option<string> Profile { get; } =
        NewOption.Text(
            "--profile",
            "NAME",
            "The profile to ask; --model is then the model's name there. Default: CHAT_PROFILE, else the file's."
        );

    /// <summary>Unheeded fields are refused.</summary>
    public Option<bool> Strict { get; } =
        NewOption.Flag("--strict", "Refuse an option that the server would ignore, instead of a warning.");

    /// <summary>The instructions.</summary>
    public Option<string> System { get; } =
        NewOption.Text("--system", "TEXT", "Instructions for the whole conversation.", "-s");

    /// <summary>The token limit.</summary>
    public Option<string> MaxTokens { get; } =
        NewOption.Text("--max-tokens", "N", "The most tokens to generate, 1 or more.");

    /// <summary>The temperature.</summary>
    public Option<string> Temperature { get; } =
        NewOption.Text("--temperature", "X", "0 to 2; 0 always takes the likeliest token.");

    /// <summary>top_p.</summary>
    public Option<string> TopP { get; } =
        NewOption.Text("--top-p", "X", "Keep the likeliest tokens up to this probability, 0 to 1.");

    /// <summary>top_k.</summary>
    public Option<string> TopK { get; } =
        NewOption.Text("--top-k", "N", "Keep this many likeliest tokens; 0 keeps all.");

    /// <summary>min_p.</summary>
    public Option<string> MinP { get; } =
        NewOption.Text("--min-p", "X", "Keep tokens this likely beside the likeliest, 0 to 1.");

    /// <summary>typical_p.</summary>
    public Option<string> TypicalP { get; } =
        NewOption.Text("--typical-p", "X", "Keep the most typical tokens, over 0 to 1; 1 keeps all.");

    /// <summary>repeat_penalty.</summary>
    public Option<string> RepeatPenalty { get; } = NewOption.Text("--repeat-penalty", "X", "Over 0 to 10; 1 is off.");

    /// <summary>repeat_last_n.</summary>
    public Option<string> RepeatLastN { get; } =
        NewOption.Text("--repeat-last-n", "N", "How many last tokens the penalties look at; -1 for all. Default: 64.");

    /// <summary>frequency_penalty.</summary>
    public Option<string> FrequencyPenalty { get; } = NewOption.Text("--frequency-penalty", "X", "-2 to 2; 0 is off.");

    /// <summary>presence_penalty.</summary>
    public Option<string> PresencePenalty { get; } = NewOption.Text("--presence-penalty", "X", "-2 to 2; 0 is off.");

    /// <summary>logit_bias.</summary>
    public Option<string[]> LogitBias { get; } =
        NewOption.Texts("--logit-bias", "ID=BIAS", "Make a token likelier or less likely, -100 to 100. Repeatable.");

    /// <summary>The seed.</summary>
    public Option<string> Seed { get; } = NewOption.Text("--seed", "N", "The same seed gives the same answer.");

    /// <summary>The stop strings.</summary>
    public Option<string[]> Stop { get; } =
        NewOption.Texts("--stop", "TEXT", "End the answer before this text. Repeatable.");

    /// <summary>How many answers.</summary>
    public Option<string> N { get; } = NewOption.Text("--n", "N", "How many answers, 1 to 128. Default: 1.", "-n");

    /// <summary>Log probabilities.</summary>
    public Option<bool> Logprobs { get; } =
        NewOption.Flag(
            "--logprobs",
            "Give each token's log probability: in the JSON, or on standard error after the text."
        );

    /// <summary>top_logprobs.</summary>
    public Option<string> TopLogprobs { get; } =
        NewOption.Text("--top-logprobs", "N", "And those of the N likeliest tokens, 0 to 20.");

    /// <summary>ignore_eos.</summary>
    public Option<bool> IgnoreEos { get; } =
        NewOption.Flag("--ignore-eos", "Go on past the model's end, up to --max-tokens.");

    /// <summary>The images.</summary>
    public Option<string[]> Image { get; } =
        NewOption.Texts("--image", "FILE", "An image that the prompt is about: a file, or its address. Repeatable.");

    /// <summary>The tools.</summary>
    public Option<string[]> Tool { get; } =
        NewOption.Texts("--tool", "FILE", "A tool that the model may call, or a list: a file, or JSON. Repeatable.");

    /// <summary>tool_choice.</summary>
    public Option<string> ToolChoice { get; } =
        NewOption.Text("--tool-choice", "WORD", "auto, none, required, or the name of the tool to call.");

    /// <summary>response_format with a schema.</summary>
    public Option<string> Schema { get; } =
        NewOption.Text("--schema", "FILE", "The JSON Schema that the answer follows: a file, or JSON.");

    /// <summary>response_format.</summary>
    public Option<string> ResponseFormat { get; } =
        NewOption.Text("--response-format", "WORD", "text, or json_object for some JSON object.");

    /// <summary>grammar.</summary>
    public Option<string> Grammar { get; } =
        NewOption.Text("--grammar", "FILE", "The GBNF grammar that the answer follows: a file, or the rules.");

    /// <summary>reasoning_effort.</summary>
    public Option<string> ReasoningEffort { get; } =
        NewOption.Text(
            "--reasoning-effort",
            "WORD",
            "How much to reason: none, minimal, low, medium, high, xhigh or max."
        );

    /// <summary>verbosity.</summary>
    public Option<string> Verbosity { get; } =
        NewOption.Text("--verbosity", "WORD", "How long an answer: low, medium or high.");

    /// <summary>chat_template_kwargs.</summary>
    public Option<string> TemplateKwargs { get; } =
        NewOption.Text(
            "--template-kwargs",
            "FILE",
            "Variables for the model's chat template: a file, or a JSON object."
        );

    /// <summary>The cassette to write.</summary>
    public Option<string> Record { get; } =
        NewOption.Text("--record", "FILE", "Record the exchange into a cassette file, without keys.");

    /// <summary>The cassette to answer from.</summary>
    public Option<string> Replay { get; } =
        NewOption.Text("--replay", "FILE", "Answer from a cassette file instead of a server.");

    /// <summary>When a replayed answer comes.</summary>
    public Option<string> ReplayTiming { get; } =
        NewOption.Text("--replay-timing", "WORD", "instant, or exact for the recorded times. Default: instant.");

    /// <summary>Reasoning is shown.</summary>
    public Option<bool> Reasoning { get; } =
        NewOption.Flag("--reasoning", "Show what the model says to itself on standard error.");

    /// <summary>One object.</summary>
    public Option<bool> Json { get; } = NewOption.Flag("--json", "Print one chat.completion object.");

    /// <summary>One chunk a line.</summary>
    public Option<bool> StreamJson { get; } =
        NewOption.Flag("--stream-json", "Print one chat.completion.chunk object a line.");

    /// <summary>No streaming.</summary>
    public Option<bool> NoStream { get; } = NewOption.Flag("--no-stream", "Print the text when it is whole.");

    /// <summary>Figures.</summary>
    public Option<bool> Stats { get; } = NewOption.Flag("--stats", "Show tokens, speed and times on standard error.");

    /// <summary>The time limit.</summary>
    public Option<string> Timeout { get; } =
        NewOption.Text("--timeout", "SECONDS", "The time for the whole answer, such as 1.5.");

    /// <summary>No warnings, no progress.</summary>
    public Option<bool> Quiet { get; } = NewOption.Flag("--quiet", "No warnings and no progress line.");

    /// <summary>How the engine runs.</summary>
    public EngineChoiceOptions Engine { get; } = new();

    // What the answer is made of, and how it is to look.
    private Option[] Form =>
        [Tool, ToolChoice, Schema, ResponseFormat, Grammar, ReasoningEffort, Verbosity, TemplateKwargs];

    /// <summary>Adds all to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(Prompt);
        Option[] options =
        [
            Model,
            Profile,
            System,
            MaxTokens,
            Temperature,
            TopP,
            TopK,
            MinP,
            TypicalP,
            RepeatPenalty,
            RepeatLastN,
            FrequencyPenalty,
            PresencePenalty,
            LogitBias,
            Seed,
            Stop,
            N,
            Logprobs,
            TopLogprobs,
            IgnoreEos,
            Image,
            .. Form,
            Strict,
            Record,
            Replay,
            ReplayTiming,
            Reasoning,
            Json,
            StreamJson,
            NoStream,
            Stats,
            Timeout,
            Quiet,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }

        Engine.AddTo(command);
    }
}
