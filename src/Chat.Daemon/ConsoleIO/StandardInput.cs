using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Chat.Core.Errors;

namespace Chat.Daemon.ConsoleIO;

/// <summary>Reads standard input as text.</summary>
internal static class StandardInput
{
    /// <summary>The most bytes that are read: 32 MiB.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private const int BlockBytes = 64 * 1024;

    /// <summary>Reads to the end, when standard input is redirected.</summary>
    /// <param name="terminal">The standard streams.</param>
    /// <param name="cancellationToken">Ends the wait for more input.</param>
    /// <returns>The text without a byte order mark; null when a person would have to type it.</returns>
    /// <exception cref="ChatException">
    /// The input cannot be read, is no UTF-8, or is longer than <see cref="MaxBytes"/>: kind <see cref="ChatErrorKind.InvalidRequest"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<string?> ReadAsync(ITerminal terminal, CancellationToken cancellationToken)
    {
        if (!terminal.IsInputRedirected)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        var input = terminal.OpenInput();
        await using (input.ConfigureAwait(false))
        {
            // A console stream does not look at the token while it waits, so the wait is given up from outside.
            try
            {
                await Task.Run(() => Copy(input, bytes), CancellationToken.None)
                    .WaitAsync(cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"Standard input cannot be read: {error.Message.TrimEnd('.')}.",
                    "Give a text file or a pipe as standard input, or /dev/null for none.",
                    error
                );
            }
        }

        return Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Decodes UTF-8 strictly.</summary>
    /// <param name="bytes">The bytes; a byte order mark is dropped.</param>
    /// <exception cref="ChatException">They are no UTF-8: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (Utf8.IsValid(text))
        {
            return Encoding.UTF8.GetString(text);
        }

        var offset = bytes.Length - text.Length + FirstInvalid(text);
        throw new ChatException(
            ChatErrorKind.InvalidRequest,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Standard input is not UTF-8 text: the byte at offset {offset} (0x{bytes[offset]:X2}) starts no valid character."
            ),
            "Convert the text to UTF-8 first, for example with iconv -t UTF-8."
        );
    }

    private static void Copy(Stream input, MemoryStream bytes)
    {
        var block = new byte[BlockBytes];
        while (input.Read(block) is > 0 and var count)
        {
            bytes.Write(block, 0, count);
            if (bytes.Length > MaxBytes)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"Standard input is longer than {MaxBytes / 1024 / 1024} MiB.",
                    "Give a shorter text."
                );
            }
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
