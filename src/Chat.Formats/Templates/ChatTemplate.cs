using Chat.Core.Errors;
using Chat.Formats.Jinja;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>
/// A model's chat template: turns conversations into its prompt format, with what the template lacks made up for. Everything that comes
/// from a request is marked as input in the prompt, so that control tokens written there stay text. Safe for use by several threads at once.
/// </summary>
internal sealed class ChatTemplate
{
    private const string FormatName = "ChatML";

    private const string ChatMl =
        "{% for message in messages %}{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private readonly JinjaTemplate _template;
    private readonly JinjaObject _tokens;

    private ChatTemplate(
        JinjaTemplate template,
        JinjaObject tokens,
        TemplateCapabilities capabilities,
        string source,
        string? warning
    )
    {
        _template = template;
        _tokens = tokens;
        Capabilities = capabilities;
        Source = source;
        Warning = warning;
    }

    /// <summary>What the template can do.</summary>
    public TemplateCapabilities Capabilities { get; }

    /// <summary>The source of the template in use.</summary>
    public string Source { get; }

    /// <summary>What the user should know about the template in use; null when there is nothing.</summary>
    public string? Warning { get; }

    /// <summary>Makes the template of a model. A template that is missing or cannot be used gives the ChatML format and a warning.</summary>
    /// <param name="source">The template; null or empty for none.</param>
    /// <param name="bosToken">The text of the token that begins a prompt; null for none.</param>
    /// <param name="eosToken">The text of the token that ends an answer; null for none.</param>
    public static ChatTemplate Create(string? source, string? bosToken, string? eosToken)
    {
        var tokens = new JinjaObject()
            .Set("bos_token", new JinjaString(bosToken ?? ""))
            .Set("eos_token", new JinjaString(eosToken ?? ""));
        if (string.IsNullOrEmpty(source))
        {
            return Make(ChatMl, tokens, $"The model has no chat template, so the {FormatName} format is used.")!;
        }

        string problem;
        try
        {
            if (Make(source, tokens, warning: null) is { } template)
            {
                return template;
            }

            problem = "does not render a user's message";
        }
        catch (JinjaException exception)
        {
            problem = $"cannot be read ({exception.Message.TrimEnd('.')})";
        }

        return Make(
            ChatMl,
            tokens,
            $"The model's chat template {problem}, so the {FormatName} format is used; answers may be poor."
        )!;
    }

    /// <summary>Renders a prompt.</summary>
    /// <param name="request">What it is rendered from.</param>
    /// <returns>Stretches of text, no two neighbours with the same mark. Those marked as input come from the request.</returns>
    /// <exception cref="ChatException">The conversation cannot be rendered: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public IReadOnlyList<JinjaText> Render(TemplateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var messages = MessageReader.Read(request.Messages);
        var instructions =
            request is { Tools.Count: > 0, ToolInstructions.Length: > 0 } && !Capabilities.Tools
                ? MessageReader.Input(request.ToolInstructions)
                : null;
        try
        {
            return request.ContinueFinalMessage
                ? RenderContinued(request, messages, instructions)
                : Render(request, messages, instructions, request.AddGenerationPrompt);
        }
        catch (JinjaException exception) when (exception.IsRaised)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The model's chat template refuses this conversation: {exception.Reason.TrimEnd('.')}.",
                "Change the messages to what the template asks for.",
                exception
            );
        }
        catch (JinjaException exception)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The model's chat template cannot render this conversation: {exception.Message}",
                "Begin with at most one system message, let user and assistant messages take turns, and check chat_template_kwargs.",
                exception
            );
        }
    }

    private static ChatTemplate? Make(string source, JinjaObject tokens, string? warning)
    {
        var template = JinjaTemplate.Parse(source);
        return new TemplateProbe(template, source, tokens).Find() is { } capabilities
            ? new ChatTemplate(template, tokens, capabilities, source, warning)
            : null;
    }

    private IReadOnlyList<JinjaText> Render(
        TemplateRequest request,
        List<PromptMessage> messages,
        JinjaString? instructions,
        bool isGenerating
    )
    {
        var shaped = new MessageShaper(Capabilities).Shape(messages, instructions);
        var variables = TemplateVariables
            .Of(request, Capabilities, _tokens)
            .Set("messages", new MessageValues(Capabilities).Of(shaped))
            .Set("tools", ToolValues.Of(request.Tools, Capabilities))
            .Set("add_generation_prompt", JinjaBoolean.Of(isGenerating));
        return _template.Render(variables, new JinjaOptions { Now = request.Now }).Pieces;
    }

    private List<JinjaText> RenderContinued(
        TemplateRequest request,
        List<PromptMessage> messages,
        JinjaString? instructions
    )
    {
        if (messages.Count == 0 || messages[^1] is not { Role: "assistant", ToolCalls.Count: 0 } last)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "There is no final assistant message to continue.",
                "End the messages with an assistant message that has text and no tool calls."
            );
        }

        var end = EndMark.For(messages);
        messages[^1] = last.WithContent(last.Content.Concat(MessageReader.Input(end)));
        return EndMark.CutAt(Render(request, messages, instructions, isGenerating: false), end)
            ?? throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The model's chat template does not show the final assistant message, so it cannot be continued.",
                "Ask for a new answer instead."
            );
    }
}
