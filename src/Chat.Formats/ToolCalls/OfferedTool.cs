using System.Text.Json;
using Chat.Core.Tools;

namespace Chat.Formats.ToolCalls;

/// <summary>A tool that the model may call in this answer.</summary>
internal sealed class OfferedTool
{
    private readonly Dictionary<string, ArgumentType> _types = new(StringComparer.Ordinal);

    /// <summary>Makes one of a tool of type function or custom.</summary>
    /// <param name="tool">The tool.</param>
    public OfferedTool(ChatTool tool)
    {
        Tool = tool;
        Name = tool.Function?.Name ?? tool.Custom?.Name ?? "";
        IsCustom = tool.Function is null;
        if (
            Schema is { ValueKind: JsonValueKind.Object } schema
            && schema.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object
        )
        {
            foreach (var property in properties.EnumerateObject())
            {
                _types[property.Name] = ArgumentTypes.Of(property.Value, schema);
            }
        }
    }

    /// <summary>The name of the one argument in which a custom tool's input travels.</summary>
    public const string InputKey = "input";

    /// <summary>The tool as the request has it.</summary>
    public ChatTool Tool { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>True for a custom tool, whose input is text.</summary>
    public bool IsCustom { get; }

    /// <summary>The schema of its arguments; null for none.</summary>
    public JsonElement? Schema => Tool.Function?.Parameters;

    /// <summary>True when what the schema says and a grammar cannot hold to is an error; otherwise it is a warning.</summary>
    public bool IsStrict => Tool.Function?.Strict == true;

    /// <summary>What an argument is by the schema.</summary>
    /// <param name="key">The argument's name.</param>
    public ArgumentType TypeOf(string key) =>
        IsCustom ? ArgumentType.Text : _types.GetValueOrDefault(key, ArgumentType.Unknown);
}
