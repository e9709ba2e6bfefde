using System.Text.Json;
using Chat.Formats.Jinja;
using Chat.Formats.Jinja.Values;
using Chat.Formats.Templates;

namespace Chat.Formats.ToolCalls;

/// <summary>
/// Lets a template write the conversations of <see cref="CallProbes"/>. Templates differ in how they want calls: with arguments as an
/// object or as text, with empty content or none, with ids of a certain form; each is tried until one is written.
/// </summary>
internal static class CallFormatProber
{
    private const string EndText = "<|probe_eos|>";

    // A conversation of a few words takes a template some hundred steps.
    private static readonly JinjaOptions Options = new() { MaxSteps = 200_000, MaxOutputLength = 1024 * 1024 };

    // Arguments that were written as Python writes a dictionary: the template wants them as text.
    private static readonly string PythonKey = $"'{CallProbes.Keys.First}':";

    /// <summary>Finds out how a model writes calls and reasoning.</summary>
    /// <param name="template">The model's template.</param>
    /// <returns>Our own form of calls, to be explained in the system message, when the template knows no tools.</returns>
    public static CallFormat Detect(ChatTemplate template)
    {
        var format = OrGeneric(() => Detect(template.Source));
        return template.Capabilities.Tools && format.Warning is null
            ? format with
            {
                NeedsInstructions = false,
            }
            : CallFormat.Generic with
            {
                Reasoning = format.Reasoning,
                Warning = format.Warning,
                ContentStart = format.ContentStart,
                ContentEnd = format.ContentEnd,
            };
    }

    /// <summary>What is found out; our own form with a warning where looking for it leads out of what the template wrote.</summary>
    /// <param name="detect">Finds it out.</param>
    public static CallFormat OrGeneric(Func<CallFormat> detect)
    {
        try
        {
            return detect();
        }
        // Templates may write anything; one that is misread must not keep the model from answering.
        catch (ArgumentOutOfRangeException)
        {
            return CallFormat.Generic with
            {
                Warning =
                    "How the model writes tool calls could not be found in its chat template; a common form is used.",
            };
        }
    }

    /// <summary>Finds out how a model writes calls and reasoning.</summary>
    /// <param name="source">The source of the model's template.</param>
    public static CallFormat Detect(string source) => CallFormatDetector.FromRendered(Probe(source));

    /// <summary>Lets a template write the conversations.</summary>
    /// <param name="source">The template's source.</param>
    public static RenderedProbes Probe(string source)
    {
        JinjaTemplate template;
        try
        {
            template = JinjaTemplate.Parse(source);
        }
        catch (JinjaException)
        {
            // A template that cannot be read was reported when it was loaded; it writes no calls.
            return new RenderedProbes { Source = source };
        }

        return Probe(source, (messages, prompt) => Render(template, messages, prompt, thinks: true), [EndText]);
    }

    /// <summary>Lets a template write a conversation.</summary>
    /// <param name="template">The template.</param>
    /// <param name="messages">The messages, as a JSON array.</param>
    /// <param name="prompt">True when the start of the answer is written too.</param>
    /// <param name="thinks">Whether the model is asked to reason.</param>
    /// <returns>What it wrote; null when it refused.</returns>
    public static string? Render(JinjaTemplate template, string messages, bool prompt, bool thinks)
    {
        var on = thinks ? "true" : "false";
        var isPrompt = prompt ? "true" : "false";
        using var variables = JsonDocument.Parse(
            $$"""
            {"messages": {{messages}}, "tools": {{CallProbes.Tools}}, "add_generation_prompt": {{isPrompt}},
            "bos_token": "", "eos_token": "{{EndText}}", "enable_thinking": {{on}}, "thinking": {{on}},
            "functions": {{JsonText.Quote(CallProbes.Tools)}}, "datetime": "1 January 2000"}
            """
        );
        var values = (JinjaObject)JinjaValue.FromJson(variables.RootElement, isInput: false);
        try
        {
            return template.Render(values, Options).ToString();
        }
        catch (JinjaException)
        {
            return null;
        }
    }

    /// <summary>Lets the template write the conversations.</summary>
    /// <param name="source">The template's source.</param>
    /// <param name="render">
    /// Writes a conversation: the messages as a JSON array, and whether the start of the answer is written too. With the tools of
    /// <see cref="CallProbes.Tools"/>, and with reasoning on. Null when the template refuses.
    /// </param>
    /// <param name="endTexts">Texts of the model's end tokens.</param>
    public static RenderedProbes Probe(
        string source,
        Func<string, bool, string?> render,
        IReadOnlyList<string> endTexts
    ) =>
        new()
        {
            Source = source,
            Prompt = render(Messages(null), true),
            Plain = render(Messages(CallProbes.PlainMessage(withReasoning: false)), false),
            Reasoned = render(Messages(CallProbes.PlainMessage(withReasoning: true)), false),
            OneCall = Calls(1, CallProbes.Values.First, render),
            TwoCalls = Calls(2, CallProbes.OtherValues.First, render),
            EndTexts = endTexts,
        };

    private static string? Calls(int count, string needle, Func<string, bool, string?> render)
    {
        for (var variant = 0; variant < 8; variant++)
        {
            var message = CallProbes.CallMessage(
                count,
                isText: (variant & 1) != 0,
                hasContent: (variant & 2) == 0,
                namesInIds: (variant & 4) != 0
            );
            var written = render(Messages(message), false);
            if (
                written is not null
                && CallFormatDetector.AfterUser(written) is { } answer
                && answer.Contains(needle, StringComparison.Ordinal)
                && !answer.Contains(PythonKey, StringComparison.Ordinal)
            )
            {
                return written;
            }
        }

        return null;
    }

    private static string Messages(string? answer) =>
        answer is null ? $"[{CallProbes.UserMessage}]" : $"[{CallProbes.UserMessage}, {answer}]";
}
