using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Daemon.Ask;

/// <summary>Reads the images that a prompt is about, and puts them behind its text.</summary>
internal static class AskImages
{
    /// <summary>The largest image, in bytes.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The most images.</summary>
    public const int MaxImages = 16;

    // How files of each kind begin.
    private static readonly (byte[] Start, string Type)[] Kinds =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([.. "GIF8"u8], "image/gif"),
    ];

    /// <summary>Reads the images.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <returns>A part for each, in order.</returns>
    /// <exception cref="ChatException">
    /// A file cannot be read (as <see cref="TextSource.ReadBytes"/>), is no image, or there are too many.
    /// </exception>
    public static IReadOnlyList<ContentPart> Read(AskOptions options, OptionReader reader)
    {
        var values = reader.Texts(options.Image);
        return values.Count <= MaxImages
            ? [.. values.Select(value => ContentPart.FromImage(UrlOf(options.Image.Name, value)))]
            : throw UsageError.Create($"There are {values.Count} images.", $"Give at most {MaxImages}.");
    }

    /// <summary>The message of a prompt and its images.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="images">The images.</param>
    public static ChatMessage MessageOf(string prompt, IReadOnlyList<ContentPart> images) =>
        images.Count == 0
            ? ChatMessage.User(prompt)
            : ChatMessage.FromParts(ChatRole.User, [ContentPart.FromText(prompt), .. images]);

    private static string UrlOf(string option, string value)
    {
        if (
            value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        )
        {
            return value;
        }

        var bytes = TextSource.ReadBytes(option, value, MaxBytes);
        var type =
            TypeOf(bytes)
            ?? throw UsageError.Create($"{option}: {value} is no image.", "Give a PNG, JPEG, GIF or WebP file.");
        return $"data:{type};base64,{Convert.ToBase64String(bytes)}";
    }

    private static string? TypeOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WEBP"u8))
        {
            return "image/webp";
        }

        foreach (var (start, type) in Kinds)
        {
            if (bytes.StartsWith(start))
            {
                return type;
            }
        }

        return null;
    }
}
