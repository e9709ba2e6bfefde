namespace Chat.Formats.Templates;

/// <summary>What a chat template can do, found out by rendering small conversations. What a probe did not show is taken as lacking.</summary>
internal sealed record TemplateCapabilities
{
    /// <summary>A system message at the start is rendered.</summary>
    public bool SystemRole { get; init; }

    /// <summary>The template knows the role <c>developer</c> by name.</summary>
    public bool DeveloperRole { get; init; }

    /// <summary>A system message after the first user message is rendered.</summary>
    public bool LaterSystemMessages { get; init; }

    /// <summary>Two messages of the same role in a row are rendered.</summary>
    public bool RepeatedRoles { get; init; }

    /// <summary>Content that is a list of parts is rendered.</summary>
    public bool TypedContent { get; init; }

    /// <summary>Content is only rendered when it is a list of parts.</summary>
    public bool NeedsTypedContent { get; init; }

    /// <summary>Tool definitions are rendered.</summary>
    public bool Tools { get; init; }

    /// <summary>Where there are no tools, the template must be given an empty list and not none.</summary>
    public bool NeedsToolList { get; init; }

    /// <summary>Tool calls of earlier assistant messages are rendered.</summary>
    public bool ToolCalls { get; init; }

    /// <summary>Several tool calls of one message are rendered.</summary>
    public bool ParallelToolCalls { get; init; }

    /// <summary>Messages with the role <c>tool</c> are rendered.</summary>
    public bool ToolResults { get; init; }

    /// <summary>A call's arguments must be an object; else they are the text that the model wrote.</summary>
    public bool ObjectArguments { get; init; }

    /// <summary>A message with tool calls must have no content rather than an empty one.</summary>
    public bool NullContentWithCalls { get; init; }

    /// <summary>Content hides the tool calls of the same message.</summary>
    public bool ContentHidesCalls { get; init; }

    /// <summary>Ids of tool calls must have nine letters or digits (Mistral).</summary>
    public bool ShortCallIds { get; init; }

    /// <summary>The field that earlier reasoning is read from: <c>reasoning_content</c>, <c>reasoning</c> or <c>thinking</c>; null when it is not rendered.</summary>
    public string? ReasoningField { get; init; }

    /// <summary>A message with tool calls may have reasoning or content, not both.</summary>
    public bool ReasoningExcludesContent { get; init; }

    /// <summary>Earlier reasoning is rendered, at least while tools are called.</summary>
    public bool Reasoning => ReasoningField is not null;

    /// <summary>The variable <c>enable_thinking</c> (or <c>thinking</c>) changes the prompt.</summary>
    public bool EnableThinking { get; init; }

    /// <summary>The variable <c>reasoning_effort</c> changes the prompt.</summary>
    public bool ReasoningEffort { get; init; }

    /// <summary>The word <c>none</c> is an effort that the template knows.</summary>
    public bool ReasoningEffortNone { get; init; }

    /// <summary>What the template writes to begin an answer, where nothing is said of reasoning; empty when it writes nothing.</summary>
    public string GenerationPrompt { get; init; } = "";

    /// <summary>The generation prompt ends with a mark that opens reasoning, so the answer begins inside of it.</summary>
    public bool GenerationOpensReasoning { get; init; }
}
