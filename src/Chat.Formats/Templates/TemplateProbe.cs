using Chat.Core.Tools;
using Chat.Formats.Jinja;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>Finds out what a template can do: renders small conversations with words that nobody writes, and looks for the words.</summary>
/// <param name="template">The template.</param>
/// <param name="source">Its source.</param>
/// <param name="tokens">The variables for the special tokens.</param>
internal sealed class TemplateProbe(JinjaTemplate template, string source, JinjaObject tokens)
{
    // A conversation of a few words takes a template some hundred steps.
    private const int MaxSteps = 200_000;
    private const int MaxOutputLength = 1024 * 1024;

    private const string Word = "zqSystemqz";
    private const string UserWord = "zqUserqz";
    private const string AnswerWord = "zqAnswerqz";
    private const string ToolWord = "zqtoolqz";
    private const string OtherToolWord = "zqothertoolqz";
    private const string KeyWord = "zqkeyqz";
    private const string ValueWord = "zqvalueqz";
    private const string ThoughtWord = "zqThoughtqz";

    private static readonly JinjaOptions Options = new() { MaxSteps = MaxSteps, MaxOutputLength = MaxOutputLength };
    private static readonly PromptMessage User = PromptMessage.Of("user", UserWord);

    /// <summary>The marks that open reasoning at the end of a generation prompt.</summary>
    private static readonly string[] OpenMarks =
    [
        "<think>",
        "<thinking>",
        "<thought>",
        "<seed:think>",
        "[THINK]",
        "<|START_THINKING|>",
        "<|think|>",
        "<|begin_of_thought|>",
        "<mm:think>",
        "<ring>",
    ];

    private TemplateCapabilities _known = new();

    /// <summary>Looks at a template; null when it does not even render a user's message.</summary>
    public TemplateCapabilities? Find()
    {
        if (!FindPlain())
        {
            return null;
        }

        FindRoles();
        FindToolCalls();
        FindReasoning();
        FindVariables();
        return _known;
    }

    // The first of the plainest forms in which a user's message is shown.
    private bool FindPlain()
    {
        foreach (var needsList in new[] { false, true })
        {
            foreach (var isTyped in new[] { false, true })
            {
                _known = new TemplateCapabilities { NeedsToolList = needsList, NeedsTypedContent = isTyped };
                if (Shows([User], UserWord))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void FindRoles()
    {
        var answer = PromptMessage.Of("assistant", AnswerWord);
        var typed = _known with { NeedsTypedContent = true };
        _known = _known with
        {
            TypedContent =
                _known.NeedsTypedContent
                || (
                    Render([User], typed) is { } text
                    && Has(text, UserWord)
                    && !text.Contains("'type'", StringComparison.Ordinal)
                ),
            SystemRole = Shows([PromptMessage.Of("system", Word), User], Word),
            DeveloperRole =
                (Mentions("'developer'") || Mentions("\"developer\""))
                && Shows([PromptMessage.Of("developer", Word), User], Word),
            LaterSystemMessages = Shows([User, answer, PromptMessage.Of("system", Word), User], Word),
            RepeatedRoles = Shows([User, PromptMessage.Of("user", Word)], Word),
        };
    }

    private void FindToolCalls()
    {
        _known = _known with { Tools = Render([User], _known, Tools()) is { } text && Has(text, ToolWord) };
        if (!_known.Tools && _known.SystemRole)
        {
            var withSystem = Render([PromptMessage.Of("system", Word), User], _known, Tools());
            _known = _known with { Tools = withSystem is not null && Has(withSystem, ToolWord) };
        }

        foreach (var isNull in new[] { false, true })
        {
            var shape = _known with { NullContentWithCalls = isNull };
            var asText = Render([User, Calling()], shape);
            var asObject = Render([User, Calling()], shape with { ObjectArguments = true });
            if (ChooseArguments(asText, asObject) is { } isObject)
            {
                _known = shape with { ToolCalls = true, ObjectArguments = isObject };
                break;
            }
        }

        if (_known.ToolCalls)
        {
            FindResults();
        }
    }

    // Null when neither form of the arguments shows a call.
    private static bool? ChooseArguments(string? asText, string? asObject)
    {
        bool Shown(string? text) => text is not null && Has(text, ToolWord) && Has(text, ValueWord);

        var isText = Shown(asText) && !asText!.Contains($"\\\"{KeyWord}\\\"", StringComparison.Ordinal);
        var isObject = Shown(asObject) && !asObject!.Contains($"'{KeyWord}'", StringComparison.Ordinal);

        // Where both give JSON, the text is what the model wrote, letter for letter; another form needs the object.
        var isJson = isObject && asObject!.Contains($"\"{KeyWord}\"", StringComparison.Ordinal);
        return isText && (!isObject || isJson) ? false
            : isObject ? true
            : Shown(asText) ? false
            : null;
    }

    private void FindResults()
    {
        var result = PromptMessage.Of("tool", AnswerWord) with
        {
            ToolCallId = "call00001",
            Name = MessageReader.Input(ToolWord),
        };
        var shown = Render([User, Calling(), result], _known);
        var two = Calling(Call("call00001", ToolWord), Call("call00002", OtherToolWord));
        var both = Render(
            [User, two, result, result with { ToolCallId = "call00002", Name = MessageReader.Input(OtherToolWord) }],
            _known
        );

        // Only a template that refuses the long id refuses this; one that knows no results shows nothing either way.
        const string Long = "call_0123456789abcdef";
        var longer = Render([User, Calling(Call(Long, ToolWord)), result with { ToolCallId = Long }], _known);
        _known = _known with
        {
            ToolResults = shown is not null && Has(shown, AnswerWord),
            ParallelToolCalls = both is not null && Has(both, ToolWord) && Has(both, OtherToolWord),
            ShortCallIds = shown is not null && longer is null,
            ContentHidesCalls =
                Render([User, Calling().WithContent(MessageReader.Input(AnswerWord))], _known) is { } full
                && !Has(full, ValueWord),
        };
    }

    private void FindReasoning()
    {
        foreach (var field in new[] { "reasoning_content", "reasoning", "thinking" })
        {
            var shape = _known with { ReasoningField = field };
            var message = PromptMessage.Of("assistant", "") with { Reasoning = MessageReader.Input(ThoughtWord) };
            var calling = Calling() with { Reasoning = MessageReader.Input(ThoughtWord) };
            if (
                !Mentions(field)
                || !(
                    Has(Render([User, message.WithContent(MessageReader.Input(AnswerWord))], shape) ?? "", ThoughtWord)
                    || (_known.ToolCalls && Has(Render([User, calling], shape) ?? "", ThoughtWord))
                )
            )
            {
                continue;
            }

            var full = calling.WithContent(MessageReader.Input(AnswerWord));
            _known = shape with
            {
                ReasoningExcludesContent =
                    _known.ToolCalls
                    && Render([User, calling], shape) is not null
                    && Render([User, full], shape) is null,
            };
            return;
        }
    }

    private void FindVariables()
    {
        string? With(string name, JinjaValue value, bool isGenerating = true) =>
            Render([User], _known, tools: null, isGenerating, new JinjaObject().Set(name, value));

        bool Differs(string? left, string? right) => !string.Equals(left, right, StringComparison.Ordinal);

        var plain = Render([User], _known);
        var without = Render([User], _known, tools: null, isGenerating: false);
        var prompt = plain is null || without is null ? "" : plain[plain.AsSpan().CommonPrefixLength(without)..];
        _known = _known with
        {
            EnableThinking =
                Differs(With("enable_thinking", JinjaBoolean.True), With("enable_thinking", JinjaBoolean.False))
                || Differs(With("thinking", JinjaBoolean.True), With("thinking", JinjaBoolean.False)),
            ReasoningEffort = Differs(
                With("reasoning_effort", new JinjaString("low")),
                With("reasoning_effort", new JinjaString("high"))
            ),
            ReasoningEffortNone =
                (Mentions("'none'") || Mentions("\"none\""))
                && With("reasoning_effort", new JinjaString("none")) is { } none
                && Differs(none, plain),
            GenerationPrompt = prompt,
            GenerationOpensReasoning = OpensReasoning(prompt),
        };
    }

    /// <summary>Whether a prompt ends with a mark that opens reasoning.</summary>
    /// <param name="prompt">The prompt.</param>
    public static bool OpensReasoning(string prompt)
    {
        var end = prompt.AsSpan().TrimEnd();
        foreach (var mark in OpenMarks)
        {
            if (end.EndsWith(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.Ordinal);

    private bool Mentions(string text) => source.Contains(text, StringComparison.Ordinal);

    private bool Shows(PromptMessage[] messages, string word) =>
        Render(messages, _known) is { } text && Has(text, word) && Has(text, UserWord);

    private static PromptToolCall Call(string id, string name) =>
        new(id, MessageReader.Input(name), MessageReader.Input($"{{\"{KeyWord}\": \"{ValueWord}\"}}"));

    private static PromptMessage Calling(params PromptToolCall[] calls) =>
        PromptMessage.Of("assistant", "") with
        {
            ToolCalls = calls.Length > 0 ? calls : [Call("call00001", ToolWord)],
        };

    private static JinjaValue Tools() =>
        ToolValues.Of(
            [ChatTool.FromFunction(ToolWord, "d"), ChatTool.FromFunction(OtherToolWord, "d")],
            new TemplateCapabilities { Tools = true }
        );

    private string? Render(
        IReadOnlyList<PromptMessage> messages,
        TemplateCapabilities shape,
        JinjaValue? tools = null,
        bool isGenerating = true,
        JinjaObject? more = null
    )
    {
        var variables = new JinjaObject();
        foreach (var (key, value) in tokens.Members.Concat(more?.Members ?? []))
        {
            variables.Set(key, value);
        }

        variables
            .Set("messages", new MessageValues(shape).Of(messages))
            .Set("tools", tools ?? ToolValues.Nothing(shape))
            .Set("documents", JinjaNone.Value)
            .Set("add_generation_prompt", JinjaBoolean.Of(isGenerating));
        try
        {
            return template.Render(variables, Options).ToString();
        }
        catch (JinjaException)
        {
            return null;
        }
    }
}
