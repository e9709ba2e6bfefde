using System.Buffers;
using Chat.Core.Errors;
using Chat.Core.Tools;

namespace Chat.Core.Requests;

/// <summary>
/// Checks the tools of a request and the names in it. Source of the limits: OpenAI chat completions specification 2.3.0; what single
/// servers take beyond it (kinds of tools of their own, words of their own) passes.
/// </summary>
internal static class ToolChecks
{
    /// <summary>The most tools of a request. OpenAI allows 128; other servers set no limit.</summary>
    public const int MaxTools = 1024;

    /// <summary>The most deprecated functions of a request.</summary>
    public const int MaxFunctions = 128;

    /// <summary>The longest name of a function or schema.</summary>
    public const int MaxNameLength = 64;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    );

    /// <summary>Checks <c>tools</c>, <c>functions</c> and the schema's name in <c>response_format</c>.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ChatException">One is refused: kind <see cref="ChatErrorKind.InvalidRequest"/>, with the field named in the message.</exception>
    public static void Check(ChatCompletionRequest request)
    {
        CheckTools(request.Tools ?? []);
        CheckFunctions(request.Functions);
        CheckFormat(request.ResponseFormat);
    }

    private static void CheckTools(IReadOnlyList<ChatTool> tools)
    {
        if (tools.Count > MaxTools)
        {
            throw Invalid($"tools holds {tools.Count} tools.", $"Give at most {MaxTools}.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; place < tools.Count; place++)
        {
            var field = $"tools[{place}]";
            var tool = tools[place] ?? throw Invalid($"{field} is null.", "Give an object with a type.");
            var name = tool.Type switch
            {
                "function" => CheckName(
                    $"{field}.function.name",
                    (tool.Function ?? throw Lacks(field, "function", tool.Type)).Name
                ),
                "custom" => CheckThere(
                    $"{field}.custom.name",
                    (tool.Custom ?? throw Lacks(field, "custom", tool.Type)).Name
                ),
                _ => null,
            };
            if (name is not null && !names.Add(name))
            {
                throw Invalid($"{field} has the name \"{name}\" of another tool.", "Give each tool a name of its own.");
            }
        }
    }

    private static void CheckFunctions(IReadOnlyList<FunctionDefinition>? functions)
    {
        if (functions is null)
        {
            return;
        }

        if (functions.Count is 0 or > MaxFunctions)
        {
            throw Invalid(
                $"functions holds {functions.Count} functions.",
                $"Give 1 to {MaxFunctions}, or leave functions out."
            );
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; place < functions.Count; place++)
        {
            var field = $"functions[{place}]";
            var function = functions[place] ?? throw Invalid($"{field} is null.", "Give an object with a name.");
            if (!names.Add(CheckName($"{field}.name", function.Name)))
            {
                throw Invalid(
                    $"{field} has the name \"{function.Name}\" of another function.",
                    "Give each function a name of its own."
                );
            }
        }
    }

    private static void CheckFormat(ResponseFormat? format)
    {
        if (string.Equals(format?.Type, "json_schema", StringComparison.Ordinal))
        {
            var schema = format!.JsonSchema ?? throw Lacks("response_format", "json_schema", "json_schema");
            CheckName("response_format.json_schema.name", schema.Name);
        }
    }

    private static string CheckName(string field, string? name)
    {
        var text = CheckThere(field, name);
        return text.Length <= MaxNameLength && !text.AsSpan().ContainsAnyExcept(NameLetters)
            ? text
            : throw Invalid(
                $"{field} is \"{text}\".",
                $"Give 1 to {MaxNameLength} letters, digits, underscores and dashes."
            );
    }

    private static string CheckThere(string field, string? name) =>
        string.IsNullOrWhiteSpace(name) ? throw Invalid($"{field} is empty.", "Give a name.") : name;

    private static ChatException Lacks(string field, string part, string type) =>
        Invalid($"{field} has the type {type} and no {part}.", $"Give {part}, or another type.");

    private static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);
}
