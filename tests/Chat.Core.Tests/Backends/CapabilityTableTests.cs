using System.Reflection;
using System.Text.Json.Serialization;
using Chat.Core.Backends;
using Chat.Core.Requests;
using Chat.Core.Tools;

namespace Chat.Core.Tests.Backends;

public sealed class CapabilityTableTests
{
    // Types whose JSON is one of several forms: the form that has fields.
    private static readonly Dictionary<Type, Type> ObjectForms = new()
    {
        [typeof(MessageContent)] = typeof(IReadOnlyList<ContentPart>),
        [typeof(ToolChoice)] = typeof(ToolReference),
        [typeof(FunctionCallChoice)] = typeof(NamedTool),
        [typeof(AudioVoice)] = typeof(AudioVoiceReference),
    };

    [Fact]
    public void Every_field_of_a_request_has_a_row_or_stands_in_one_that_is_whole()
    {
        var paths = Paths("", typeof(ChatCompletionRequest)).ToList();

        Assert.Contains("messages[].content[].image_url.detail", paths, StringComparer.Ordinal);
        Assert.Contains("tools[].function.strict", paths, StringComparer.Ordinal);
        Assert.True(paths.Count > 90, $"{paths.Count} paths");
        Assert.All(paths, path => Assert.True(FieldPaths.IsKnown(path), $"{path} has no row."));
    }

    [Fact]
    public void No_two_rows_are_for_one_field()
    {
        var keys = CapabilityTable.Rows.SelectMany(row => row.Parts.Prepend(row.Key)).ToList();

        Assert.Equal(keys.Distinct(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Every_row_says_something_of_every_target() =>
        Assert.All(CapabilityTable.Rows, row => Assert.Equal(CapabilityTable.Targets.Count, row.Supports.Count));

    [Fact]
    public void The_targets_are_those_of_the_wire_contract() =>
        Assert.Equal(
            "openai azure mistral ollama ollama-v1 vllm llama-server ktransformers embedded",
            string.Join(' ', CapabilityTable.Targets)
        );

    [Fact]
    public void A_target_has_the_cells_of_its_column()
    {
        for (var index = 0; index < CapabilityTable.Targets.Count; index++)
        {
            var capabilities = CapabilityTable.For(CapabilityTable.Targets[index]);
            Assert.Equal(CapabilityTable.Rows.Count, capabilities.Fields.Count);
            Assert.All(CapabilityTable.Rows, row => Assert.Equal(row.Supports[index], capabilities[row.Key]));
            Assert.All(
                CapabilityTable.Rows.SelectMany(row => row.Parts, (row, part) => (row, part)),
                entry => Assert.Equal(entry.row.Supports[index], capabilities[entry.part])
            );
        }
    }

    [Theory]
    [InlineData("mistral", "seed", FieldSupport.Emulated)]
    [InlineData("mistral", "max_completion_tokens", FieldSupport.Emulated)]
    [InlineData("mistral", "stream_options.include_usage", FieldSupport.Emulated)]
    [InlineData("mistral", "tool_choice:required", FieldSupport.Emulated)]
    [InlineData("mistral", "tool_choice:any", FieldSupport.Honoured)]
    [InlineData("mistral", "messages[].role:developer", FieldSupport.Emulated)]
    [InlineData("mistral", "store", FieldSupport.Refused)]
    [InlineData("mistral", "colour", FieldSupport.Refused)]
    [InlineData("mistral", "logit_bias", FieldSupport.Unverified)]
    [InlineData("ollama", "max_tokens", FieldSupport.Emulated)]
    [InlineData("ollama", "top_k", FieldSupport.Emulated)]
    [InlineData("ollama", "tool_choice.function", FieldSupport.Ignored)]
    [InlineData("ollama-v1", "n", FieldSupport.Emulated)]
    [InlineData("ktransformers", "n", FieldSupport.Emulated)]
    [InlineData("llama-server", "tool_choice.function", FieldSupport.Ignored)]
    [InlineData("llama-server", "messages[].content[].file", FieldSupport.Refused)]
    [InlineData("llama-server", "grammar", FieldSupport.Honoured)]
    [InlineData("vllm", "structured_outputs", FieldSupport.Honoured)]
    [InlineData("vllm", "colour", FieldSupport.Unverified)]
    [InlineData("vllm", "messages[].colour", FieldSupport.Unverified)]
    [InlineData("openai", "tools[].custom", FieldSupport.Honoured)]
    [InlineData("embedded", "tools[].custom", FieldSupport.Honoured)]
    [InlineData("embedded", "modalities", FieldSupport.Refused)]
    [InlineData("embedded", "user", FieldSupport.Ignored)]
    [InlineData("openai-compatible", "temperature", FieldSupport.Unverified)]
    [InlineData("openai-compatible", "messages[].role:developer", FieldSupport.Unverified)]
    [InlineData("openai-compatible", "messages[].role:user", FieldSupport.Honoured)]
    public void A_fact_of_the_research_is_in_its_cell(string target, string field, FieldSupport support) =>
        Assert.Equal(support, CapabilityTable.For(target)[field]);

    [Fact]
    public void A_target_that_is_not_there_is_named_with_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => CapabilityTable.For("OpenAI"));

        Assert.StartsWith(
            "There is no target \"OpenAI\"; there are openai, azure, mistral, ollama, ollama-v1, vllm, llama-server, ktransformers, "
                + "embedded and openai-compatible.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    // A path that the table does not part further is one whole, whatever its type holds.
    private static IEnumerable<string> Paths(string path, Type type)
    {
        var form = ObjectForms.GetValueOrDefault(type, type);
        if (form.IsGenericType && form.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return FieldPaths.HasFields($"{path}[]") ? Paths($"{path}[]", form.GetGenericArguments()[0]) : [path];
        }

        var properties = form.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Select(property =>
                (property.PropertyType, Name: property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name)
            )
            .Where(property => property.Name is not (null or "function_calls"))
            .Where(property => !FieldPaths.HasWords(path) || property.Name != "type")
            .ToList();
        return properties.Count > 0 && (path.Length == 0 || FieldPaths.HasFields(path))
            ? properties.SelectMany(property =>
                Paths(path.Length == 0 ? property.Name! : $"{path}.{property.Name}", property.PropertyType)
            )
            : [path];
    }
}
