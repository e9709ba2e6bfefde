namespace Chat.Formats.ToolCalls;

/// <summary>
/// Lets a template write the conversations of <see cref="CallProbes"/>. Templates differ in how they want calls: with arguments as an
/// object or as text, with empty content or none, with ids of a certain form; each is tried until one is written.
/// </summary>
internal static class CallFormatProber
{
    // Arguments that were written as Python writes a dictionary: the template wants them as text.
    private static readonly string PythonKey = $"'{CallProbes.Keys.First}':";

    /// <summary>Finds out how a model writes calls and reasoning.</summary>
    /// <param name="source">The template's source.</param>
    /// <param name="render">
    /// Writes a conversation: the messages as a JSON array, and whether the start of the answer is written too. With the tools of
    /// <see cref="CallProbes.Tools"/>, and with reasoning on. Null when the template refuses.
    /// </param>
    /// <param name="endTexts">Texts of the model's end tokens.</param>
    public static CallFormat Detect(
        string source,
        Func<string, bool, string?> render,
        params IReadOnlyList<string> endTexts
    ) => CallFormatDetector.FromRendered(Probe(source, render, endTexts));

    /// <summary>Lets the template write the conversations.</summary>
    /// <param name="source">The template's source.</param>
    /// <param name="render">As <see cref="Detect"/> has it.</param>
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
