using Chat.Formats.Templates;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.Templates;

public class TemplateProbeTests
{
    [Fact]
    public void The_default_format_has_roles_only()
    {
        var capabilities = ChatTemplate.Create(null, null, null).Capabilities;

        Assert.True(capabilities is { SystemRole: true, RepeatedRoles: true, LaterSystemMessages: true });
        Assert.True(
            capabilities
                is { Tools: false, ToolCalls: false, Reasoning: false, EnableThinking: false, DeveloperRole: false }
        );
        Assert.Equal("<|im_start|>assistant\n", capabilities.GenerationPrompt);
    }

    [Fact]
    public void Content_that_must_be_parts_is_found()
    {
        var capabilities = ChatTemplate
            .Create("{% for m in messages %}{% for p in m.content %}{{ p.text }}{% endfor %}{% endfor %}", null, null)
            .Capabilities;

        Assert.True(capabilities is { NeedsTypedContent: true, TypedContent: true });
    }

    [SkippableFact]
    public void Real_templates_are_read_right()
    {
        Skip.If(UpstreamSource.Folder is null, UpstreamSource.SkipReason);

        Assert.True(
            Of("Qwen-Qwen3-0.6B")
                is {
                    SystemRole: true,
                    Tools: true,
                    ToolCalls: true,
                    ParallelToolCalls: true,
                    ToolResults: true,
                    ObjectArguments: false,
                    EnableThinking: true,
                    ReasoningField: "reasoning_content"
                }
        );
        Assert.True(
            Of("Qwen-Qwen2.5-7B-Instruct")
                is { Tools: true, ObjectArguments: true, Reasoning: false, EnableThinking: false }
        );
        Assert.True(
            Of("google-gemma-2-2b-it") is { SystemRole: false, RepeatedRoles: false, Tools: false, ToolCalls: false }
        );
        Assert.True(
            Of("meta-llama-Llama-3.1-8B-Instruct") is { Tools: true, ToolCalls: true, ParallelToolCalls: false }
        );
        Assert.True(Of("mistralai-Mistral-Nemo-Instruct-2407") is { ShortCallIds: true, RepeatedRoles: false });
        Assert.True(
            Of("openai-gpt-oss-120b")
                is {
                    DeveloperRole: true,
                    ReasoningEffort: true,
                    ReasoningField: "thinking",
                    ReasoningExcludesContent: true
                }
        );
        Assert.True(
            Of("Qwen3.5-4B") is { GenerationOpensReasoning: true, TypedContent: true, NeedsTypedContent: false }
        );
        Assert.True(Of("NousResearch-Hermes-3-Llama-3.1-8B-tool_use") is { NeedsToolList: true, Tools: true });
    }

    private static TemplateCapabilities Of(string name) =>
        ChatTemplate.Create(UpstreamSource.Read($"models/templates/{name}.jinja"), "<s>", "</s>").Capabilities;
}
