using System.Text.Json;
using Chat.Core.Tools;

namespace Chat.Formats.ToolCalls;

/// <summary>A tool that the model may call in this answer.</summary>
internal sealed class OfferedTool
{
    private readonly Lazy<ToolSchema?> _parameters;

    /// <summary>Makes one of a tool of type function or custom.</summary>
    /// <param name="tool">The tool.</param>
    public OfferedTool(ChatTool tool)
    {
        Tool = tool;
        Name = tool.Function?.Name ?? tool.Custom?.Name ?? "";
        IsCustom = tool.Function is null;
        _parameters = new Lazy<ToolSchema?>(() => HasParameters ? new ToolSchema(Schema!.Value) : null);
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

    /// <summary>True when there is a schema that says something.</summary>
    public bool HasParameters =>
        Schema is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } schema
        && (schema.ValueKind != JsonValueKind.Object || schema.EnumerateObject().Any());

    /// <summary>The schema, read for forms of calls that write each argument by itself; null without one.</summary>
    /// <exception cref="Core.Errors.ChatException">It is no schema, in error or too large: kind <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public ToolSchema? Parameters => _parameters.Value;

    /// <summary>What an argument is by the schema.</summary>
    /// <param name="key">The argument's name.</param>
    /// <exception cref="Core.Errors.ChatException">As <see cref="Parameters"/>.</exception>
    public ArgumentType TypeOf(string key) =>
        IsCustom ? ArgumentType.Text : Parameters?.TypeOf(key) ?? ArgumentType.Unknown;
}
