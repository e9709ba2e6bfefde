using System.Buffers;
using Chat.Core.Errors;
using Chat.Core.Tools;

namespace Chat.Formats.ToolCalls;

/// <summary>The tools that may be called in an answer, and whether one must be: <c>tools</c> and <c>tool_choice</c> together.</summary>
/// <param name="Tools">The tools by name, in the request's order.</param>
/// <param name="IsRequired">True when the answer is calls and nothing else.</param>
/// <param name="IsSingle">True when the answer holds one call.</param>
internal sealed record ToolOffer(IReadOnlyDictionary<string, OfferedTool> Tools, bool IsRequired, bool IsSingle)
{
    /// <summary>The longest name of a tool.</summary>
    public const int MaxNameLength = 128;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-."
    );

    /// <summary>Works it out.</summary>
    /// <param name="request">What is asked of the answer.</param>
    /// <exception cref="ChatException">Two tools have one name, a name holds other characters than letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, the choice names a tool that is not there, or a word that is not known: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static ToolOffer Of(AnswerRequest request)
    {
        var tools = new OrderedDictionary<string, OfferedTool>(StringComparer.Ordinal);
        foreach (var tool in request.Tools)
        {
            if (tool.Function is not null || tool.Custom is not null)
            {
                var offered = new OfferedTool(tool);
                CheckName(offered.Name);
                if (!tools.TryAdd(offered.Name, offered))
                {
                    throw Invalid($"Two tools have the name \"{offered.Name}\".", "Give each tool a name of its own.");
                }
            }
        }

        var single = !request.ParallelToolCalls;
        if (request.ToolChoice is not { } choice)
        {
            return new ToolOffer(tools, IsRequired: false, single);
        }

        return choice.Tool is { } reference
            ? OfReference(tools, reference, single)
            : OfWord(tools, choice.Mode ?? "auto", single);
    }

    // What else a name might hold could be a mark of the form in which the model writes it.
    private static void CheckName(string name)
    {
        if (name.Length is 0 or > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameLetters))
        {
            throw Invalid(
                $"A tool has the name \"{(name.Length > MaxNameLength ? name[..MaxNameLength] : name)}\".",
                $"Give 1 to {MaxNameLength} letters, digits, underscores, dashes and dots."
            );
        }
    }

    private static ToolOffer OfWord(OrderedDictionary<string, OfferedTool> tools, string word, bool single) =>
        word switch
        {
            "auto" => new ToolOffer(tools, IsRequired: false, single),
            "none" => new ToolOffer(
                new OrderedDictionary<string, OfferedTool>(StringComparer.Ordinal),
                IsRequired: false,
                single
            ),
            "required" or "any" when tools.Count > 0 => new ToolOffer(tools, IsRequired: true, single),
            "required" or "any" => throw Invalid(
                $"tool_choice is \"{word}\" and there are no tools.",
                "Give tools, or leave tool_choice out."
            ),
            _ => throw Invalid(
                $"tool_choice is \"{word}\".",
                "Use none, auto, required, any, or an object that names a tool."
            ),
        };

    private static ToolOffer OfReference(
        OrderedDictionary<string, OfferedTool> tools,
        ToolReference reference,
        bool single
    )
    {
        if (reference.AllowedTools is not { } allowed)
        {
            // A named tool is called once: that is what OpenAI's models do with it.
            return new ToolOffer(Named(tools, [reference]), IsRequired: true, IsSingle: true);
        }

        var some = Named(tools, allowed.Tools);
        return allowed.Mode switch
        {
            "auto" => new ToolOffer(some, IsRequired: false, single),
            "required" when some.Count > 0 => new ToolOffer(some, IsRequired: true, single),
            _ => throw Invalid(
                $"tool_choice.allowed_tools has the mode \"{allowed.Mode}\" and {some.Count} tools.",
                "Use auto, or required with at least one tool."
            ),
        };
    }

    private static OrderedDictionary<string, OfferedTool> Named(
        OrderedDictionary<string, OfferedTool> tools,
        IReadOnlyList<ToolReference> references
    )
    {
        var named = new OrderedDictionary<string, OfferedTool>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var name = (reference.Function ?? reference.Custom)?.Name ?? "";
            var isThere =
                tools.TryGetValue(name, out var tool)
                && (tool.IsCustom ? reference.Custom : reference.Function) is not null;
            named[name] = isThere
                ? tool!
                : throw Invalid(
                    $"tool_choice names the {reference.Type} tool \"{name}\", which is not among the tools.",
                    "Name a tool that tools holds, with its type."
                );
        }

        return named;
    }

    private static ChatException Invalid(string message, string advice) =>
        new(ChatErrorKind.InvalidRequest, message, advice);
}
