using System.Text.Json;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>The variables of a template that are neither messages nor tools.</summary>
internal static class TemplateVariables
{
    // What a caller cannot set: these are what the prompt is made of.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "messages",
        "tools",
        "bos_token",
        "eos_token",
        "add_generation_prompt",
    };

    /// <summary>Makes the variables of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="capabilities">What the template can do.</param>
    /// <param name="tokens">The variables for the special tokens.</param>
    public static JinjaObject Of(TemplateRequest request, TemplateCapabilities capabilities, JinjaObject tokens)
    {
        var variables = new JinjaObject();
        foreach (var (key, value) in tokens.Members)
        {
            variables.Set(key, value);
        }

        variables.Set("documents", JinjaNone.Value);
        SetEffort(variables, request.ReasoningEffort?.Value, capabilities);
        if (request.ChatTemplateKwargs is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var member in given.EnumerateObject())
            {
                if (!Reserved.Contains(member.Name))
                {
                    variables.Set(member.Name, JinjaValue.FromJson(member.Value, isInput: true));
                }
            }
        }

        return variables;
    }

    // Templates know low, medium and high; the words beyond them mean the nearest. A word nobody knows is passed on as input.
    private static void SetEffort(JinjaObject variables, string? effort, TemplateCapabilities capabilities)
    {
        if (effort is null)
        {
            return;
        }

        var isOn = JinjaBoolean.Of(effort is not "none");
        variables.Set("enable_thinking", isOn).Set("thinking", isOn);
        if (effort is "none" && !capabilities.ReasoningEffortNone)
        {
            return;
        }

        variables.Set(
            "reasoning_effort",
            effort switch
            {
                "none" => new JinjaString("none"),
                "minimal" or "low" => new JinjaString("low"),
                "medium" => new JinjaString("medium"),
                "high" or "xhigh" or "max" => new JinjaString("high"),
                _ => MessageReader.Input(effort),
            }
        );
    }
}
