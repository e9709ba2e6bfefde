using System.Text;
using System.Text.Unicode;

namespace Chat.Engine.Gguf;

/// <summary>Recognises what people hand over in place of a GGUF file, from its first bytes.</summary>
internal static class GgufForeignFormats
{
    /// <summary>The bytes that recognition looks at.</summary>
    public const int PrefixBytes = 512;

    // What a full prefix can hold of a character that goes on after it: UTF-8 takes four bytes at most.
    private const int MaxCutBytes = 3;

    private const string GetGguf = "Give the model as a GGUF file; search for its name with \"GGUF\".";

    /// <summary>What a file is, in words that follow its name, and what to do.</summary>
    /// <param name="prefix">The first bytes of the file, up to <see cref="PrefixBytes"/>; not empty and not of a GGUF file.</param>
    public static (string What, string Advice) Describe(ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith("version https://git-lfs"u8))
        {
            return (
                "is a Git LFS pointer, a short text that stands for the model",
                "Run \"git lfs pull\" in its folder, or download the file itself."
            );
        }

        if (BinaryFormat(prefix) is { } format)
        {
            return ($"is {format}, not a GGUF file", GetGguf);
        }

        if (prefix.IndexOfAnyExcept((byte)0) < 0)
        {
            return (
                "begins with nothing but zeros, as an unfinished download does",
                "Download the model again, and let the download finish."
            );
        }

        return TextFormat(prefix) is { } text
            ? (
                $"is {text}, not a GGUF file",
                "Open it in an editor to see what was downloaded, then download the model again."
            )
            : (
                $"is not a GGUF file: it begins with the bytes {Convert.ToHexString(prefix[..Math.Min(4, prefix.Length)])}",
                GetGguf
            );
    }

    private static string? BinaryFormat(ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith("PK\x03\x04"u8))
        {
            return "a zip archive (PyTorch files are zip archives too)";
        }

        // Safetensors: a 64-bit header length, then JSON.
        if (prefix.Length > 9 && prefix[8] == '{' && prefix[5..8].IndexOfAnyExcept((byte)0) < 0)
        {
            return "a safetensors file";
        }

        if (prefix.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return "a gzip archive";
        }

        if (prefix.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]))
        {
            return "a 7z archive";
        }

        if (prefix.StartsWith("lmgg"u8) || prefix.StartsWith("fmgg"u8) || prefix.StartsWith("tjgg"u8))
        {
            return "a GGML file from before GGUF";
        }

        return prefix.StartsWith("FUGG"u8) ? "a GGUF file with its bytes turned round" : null;
    }

    private static string? TextFormat(ReadOnlySpan<byte> prefix)
    {
        var text = prefix.StartsWith(Encoding.UTF8.Preamble) ? prefix[3..] : prefix;
        if (text.StartsWith([(byte)0xFF, (byte)0xFE]) || text.StartsWith([(byte)0xFE, (byte)0xFF]))
        {
            return "a text file in UTF-16";
        }

        text = text.TrimStart(" \t\r\n"u8);
        if (!IsText(text, mayBeCut: prefix.Length == PrefixBytes))
        {
            return null;
        }

        if (StartsWithWord(text, "<!doctype html") || StartsWithWord(text, "<html"))
        {
            return "an HTML page";
        }

        return text.StartsWith("{"u8) || text.StartsWith("["u8) ? "a JSON text" : "a text file";
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> text, string word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);

    private static bool IsText(ReadOnlySpan<byte> bytes, bool mayBeCut)
    {
        foreach (var value in bytes)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0C) or 0x7F)
            {
                return false;
            }
        }

        for (var cut = 0; cut <= (mayBeCut ? MaxCutBytes : 0) && cut < bytes.Length; cut++)
        {
            if (Utf8.IsValid(bytes[..^cut]))
            {
                return true;
            }
        }

        return false;
    }
}
