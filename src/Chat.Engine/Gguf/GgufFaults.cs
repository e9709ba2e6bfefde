using System.Text;
using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>Words the refusals of one model file, so that each names the file and says what to do.</summary>
/// <param name="path">The path of the file; only its last part is shown.</param>
internal sealed class GgufFaults(string path)
{
    /// <summary>The advice for a file that arrived damaged.</summary>
    public const string FetchAgain = "Download or convert the model again.";

    private const int ShownCharacters = 80;

    private readonly string _file = Quote(Path.GetFileName(path));

    /// <summary>The file breaks a rule of the format.</summary>
    /// <param name="what">The broken rule, as the rest of a sentence, with field and byte offset.</param>
    public ChatException Invalid(string what) =>
        new(ChatErrorKind.ModelInvalid, $"The model file {_file} is damaged: {what}.", FetchAgain);

    /// <summary>The file is not a model at all.</summary>
    /// <param name="what">What it is instead, as the rest of a sentence that begins with the file's name.</param>
    /// <param name="advice">One sentence: what to do.</param>
    public ChatException NotAModel(string what, string advice) =>
        new(ChatErrorKind.ModelInvalid, $"The model file {_file} {what}.", advice);

    /// <summary>The file is sound, and this engine cannot run it.</summary>
    /// <param name="what">Why, as the rest of a sentence that begins with the file's name.</param>
    /// <param name="advice">One sentence: what to do.</param>
    public ChatException Unsupported(string what, string advice) =>
        new(ChatErrorKind.ModelUnsupported, $"The model file {_file} {what}.", advice);

    /// <summary>The file ends too early.</summary>
    /// <param name="length">The bytes it has.</param>
    /// <param name="needed">The bytes it would need.</param>
    /// <param name="within">What the cut goes through.</param>
    public ChatException Truncated(long length, ulong needed, string within) =>
        new(
            ChatErrorKind.ModelInvalid,
            $"The model file {_file} is cut short: it ends after {length} bytes but needs {needed} for {within}.",
            "Download the model again, and let the download finish."
        );

    /// <summary>A text of unknown origin in quotes, short and without anything a terminal would obey.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text)
    {
        var shown = new StringBuilder("\"", ShownCharacters + 3);
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, ShownCharacters)))
        {
            shown.Append(IsPrintable(character) ? character : '?');
        }

        return shown.Append(text.Length > ShownCharacters ? "…\"" : "\"").ToString();
    }

    /// <summary>Whether a character can be shown as it is.</summary>
    /// <param name="character">The character.</param>
    public static bool IsPrintable(char character) =>
        char.GetUnicodeCategory(character)
            is not (
                System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator
            );
}
