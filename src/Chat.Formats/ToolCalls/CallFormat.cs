using Chat.Formats.Reasoning;
using Chat.Formats.Templates;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// How one model writes its answers: what stands around tool calls, how one call is written, and what stands around reasoning.
/// Every text is as the model's template writes it, white space included; a reader takes other white space as well.
/// </summary>
internal sealed record CallFormat
{
    private static readonly char[] Brackets = ['<', '[', '{', '|', '｜'];

    /// <summary>What stands before the calls; empty for nothing.</summary>
    public string SectionStart { get; init; } = "";

    /// <summary>How one call is written.</summary>
    public required IReadOnlyList<CallPart> Call { get; init; }

    /// <summary>What stands between two calls; null when the model makes one call an answer.</summary>
    public string? Separator { get; init; } = "\n";

    /// <summary>What stands after the calls; empty for nothing.</summary>
    public string SectionEnd { get; init; } = "";

    /// <summary>True when a call is a JSON object that holds the name and the arguments; false when the name stands between marks.</summary>
    public bool IsJsonObject { get; init; }

    /// <summary>True when that object's only key is the name, and its value the arguments.</summary>
    public bool IsNameKey { get; init; }

    /// <summary>The key of the name in that object.</summary>
    public string NameKey { get; init; } = "name";

    /// <summary>The key of the arguments in that object.</summary>
    public string ArgumentsKey { get; init; } = "arguments";

    /// <summary>The key of the id in that object.</summary>
    public string IdKey { get; init; } = "id";

    /// <summary>How the arguments are written. Default: JSON.</summary>
    public ArgumentWriting Arguments { get; init; }

    /// <summary>The marks of each argument, when <see cref="Arguments"/> is <see cref="ArgumentWriting.Tagged"/>.</summary>
    public ArgumentMarks? ArgumentMarks { get; init; }

    /// <summary>What stands around a string of <see cref="ArgumentWriting.BareKeys"/>.</summary>
    public string StringMark { get; init; } = "<|\"|>";

    /// <summary>The pattern of an id that the model makes up, in GBNF. Default: nine letters and digits, as Mistral's models have them.</summary>
    public string IdGrammar { get; init; } = "[a-zA-Z0-9]{9}";

    /// <summary>How many letters and digits an id has that we make, when the template wants them bare; 0 for ids as OpenAI's.</summary>
    public int BareIdLength { get; init; }

    /// <summary>How an id is made of name and place where the template reads them out of it; empty otherwise.</summary>
    public string IdPattern { get; init; } = "";

    /// <summary>What stands around reasoning; null for a model that does not reason.</summary>
    public ReasoningMarks? Reasoning { get; init; }

    /// <summary>What stands before content; empty for nothing.</summary>
    public string ContentStart { get; init; } = "";

    /// <summary>What stands after content; empty for nothing.</summary>
    public string ContentEnd { get; init; } = "";

    /// <summary>Marks that close what was opened before the answer; they are dropped.</summary>
    public IReadOnlyList<string> Noise { get; init; } = [];

    /// <summary>The channels of a model whose every message names its recipient; null for all others.</summary>
    public ChannelMarks? Channels { get; init; }

    /// <summary>True when the template does not write calls, so that the tools must be explained to the model in the system message.</summary>
    public bool NeedsInstructions { get; init; }

    /// <summary>What a user should know about how the form was found, one sentence; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Our own form, for a model whose template knows no tools: a JSON object between tags, one call after another.</summary>
    public static CallFormat Generic { get; } =
        new()
        {
            Call = CallPart.Parse("<tool_call>\n{\"name\": \"${name}\", \"arguments\": ${arguments}}\n</tool_call>"),
            IsJsonObject = true,
            NeedsInstructions = true,
        };

    /// <summary>Finds out how a model writes calls and reasoning.</summary>
    /// <param name="template">The model's template.</param>
    public static CallFormat Detect(ChatTemplate template) => CallFormatProber.Detect(template);

    /// <summary>The text by which the start of the calls is known.</summary>
    public string Trigger
    {
        get
        {
            var start = (SectionStart + (Call.Count > 0 ? Call[0].Text : "")).Trim();
            var space = start.AsSpan().IndexOfAny(" \n\r\t");
            var run =
                space < 0 ? start
                : start.AsSpan(0, space).IndexOfAny(Brackets) >= 0 ? start[..space]
                : start.IndexOfAny(['[', '{', '<']) is var open and > 0 ? start[..open].TrimEnd()
                : start;

            // A whole mark is enough: what stands right behind it may be written in other ways.
            var close = run is ['<', ..] ? run.IndexOf('>', StringComparison.Ordinal) : -1;
            return close > 0 && close + 1 < run.Length && run[close + 1] is ('[' or '{' or '<')
                ? run[..(close + 1)]
                : run;
        }
    }

    /// <summary>True when calls have no mark of their own but begin like JSON: they are then looked for at the answer's start only.</summary>
    public bool StartsAnswer => Trigger is "" or ['{', ..] or "[" or ['[', '{' or '"', ..];
}
