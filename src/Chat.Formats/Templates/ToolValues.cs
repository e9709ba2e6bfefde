using System.Text.Json;
using Chat.Core.Tools;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>Makes tool definitions the values that templates expect. All of their text is input.</summary>
internal static class ToolValues
{
    /// <summary>The argument that a custom tool has where a template sees it as a function.</summary>
    public const string CustomInput = "input";

    /// <summary>The tools as a list of functions. Tools of kinds that a local model does not know are left out.</summary>
    /// <param name="tools">The tools.</param>
    /// <param name="capabilities">What the template can do.</param>
    public static JinjaValue Of(IReadOnlyList<ChatTool>? tools, TemplateCapabilities capabilities)
    {
        var values = (tools ?? []).Select(Of).OfType<JinjaValue>().ToList();
        return values.Count == 0 || !capabilities.Tools ? Nothing(capabilities) : new JinjaList(values);
    }

    /// <summary>What stands for no tools: none, as transformers gives it, or an empty list.</summary>
    /// <param name="capabilities">What the template can do.</param>
    public static JinjaValue Nothing(TemplateCapabilities capabilities) =>
        capabilities.NeedsToolList ? new JinjaList([]) : JinjaNone.Value;

    private static JinjaObject? Of(ChatTool tool) =>
        tool switch
        {
            { Function: { } function } => Of(
                function.Name,
                function.Description,
                function.Parameters is { ValueKind: JsonValueKind.Object } parameters
                    ? JinjaValue.FromJson(parameters, isInput: true)
                    : new JinjaObject().Set("type", new JinjaString("object")).Set("properties", new JinjaObject())
            ),
            { Custom: { } custom } => Of(custom.Name, custom.Description, CustomParameters()),
            _ => null,
        };

    private static JinjaObject Of(string name, string? description, JinjaValue parameters) =>
        new JinjaObject()
            .Set("type", new JinjaString("function"))
            .Set(
                "function",
                new JinjaObject()
                    .Set("name", MessageReader.Input(name))
                    .Set("description", MessageReader.Input(description ?? ""))
                    .Set("parameters", parameters)
            );

    private static JinjaObject CustomParameters() =>
        new JinjaObject()
            .Set("type", new JinjaString("object"))
            .Set(
                "properties",
                new JinjaObject().Set(CustomInput, new JinjaObject().Set("type", new JinjaString("string")))
            )
            .Set("required", new JinjaList([new JinjaString(CustomInput)]));
}
