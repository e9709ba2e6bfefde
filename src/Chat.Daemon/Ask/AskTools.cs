using System.Text.Json;
using Chat.Core.Errors;
using Chat.Core.Json;
using Chat.Core.Text;
using Chat.Core.Tools;

namespace Chat.Daemon.Ask;

/// <summary>Reads the tools that a model may call, and which of them it must.</summary>
internal static class AskTools
{
    private const string Example =
        "Write it as {\"type\":\"function\",\"function\":{\"name\":…,\"description\":…,\"parameters\":{…}}}, or a list of such.";

    /// <summary>Reads the tools.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <returns>The tools; null when none were given.</returns>
    /// <exception cref="ChatException">
    /// A file cannot be read (as <see cref="TextSource.ReadJson"/>), or holds no tools: kind <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    public static IReadOnlyList<ChatTool>? Read(AskOptions options, OptionReader reader)
    {
        var tools = new List<ChatTool>();
        foreach (var value in reader.Texts(options.Tool))
        {
            tools.AddRange(Parse(options.Tool.Name, TextSource.ReadJson(options.Tool.Name, value)));
        }

        return tools.Count > 0 ? tools : null;
    }

    /// <summary>Reads the choice among the tools: <c>auto</c>, <c>none</c>, <c>required</c> or the name of one.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <param name="tools">The tools.</param>
    /// <returns>The choice; null when none was given.</returns>
    /// <exception cref="ChatException">There is no such tool, or none at all: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static ToolChoice? ReadChoice(AskOptions options, OptionReader reader, IReadOnlyList<ChatTool>? tools)
    {
        if (reader.Name(options.ToolChoice) is not { } word)
        {
            return null;
        }

        if (tools is null)
        {
            throw UsageError.Create(
                $"{options.ToolChoice.Name} is set without {options.Tool.Name}.",
                $"Give the tools with {options.Tool.Name}, or leave {options.ToolChoice.Name} out."
            );
        }

        return word is "auto" or "none" or "required" ? new ToolChoice(word)
            : tools.Any(tool => string.Equals(tool.Function?.Name, word, StringComparison.Ordinal))
                ? ToolChoice.Function(word)
            : tools.Any(tool => string.Equals(tool.Custom?.Name, word, StringComparison.Ordinal))
                ? ToolChoice.Custom(word)
            : throw NoSuchTool(options.ToolChoice.Name, word, tools);
    }

    private static List<ChatTool> Parse(string option, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            JsonElement[] entries =
                document.RootElement.ValueKind == JsonValueKind.Array
                    ? [.. document.RootElement.EnumerateArray()]
                    : [document.RootElement];
            return
            [
                .. entries.Select(entry =>
                    entry.Deserialize(ChatJsonContext.Default.ChatTool) ?? throw new JsonException("A tool is null.")
                ),
            ];
        }
        catch (JsonException)
        {
            throw UsageError.Create($"{option} holds no tool: it is not the JSON of one or of a list.", Example);
        }
    }

    private static ChatException NoSuchTool(string option, string word, IReadOnlyList<ChatTool> tools)
    {
        string[] names =
        [
            .. tools.Select(tool => tool.Function?.Name ?? tool.Custom?.Name).OfType<string>(),
            "auto",
            "none",
            "required",
        ];
        var near = NearestNames.FindOne(word, names);
        return UsageError.Create(
            $"{option} is \"{word}\", which is no tool that was given.",
            near is null ? $"Give one of {string.Join(", ", names)}." : $"Did you mean {near}?"
        );
    }
}
