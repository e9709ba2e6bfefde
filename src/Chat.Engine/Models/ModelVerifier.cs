using System.Buffers;
using System.Security.Cryptography;
using Chat.Core.Errors;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Models;

/// <summary>
/// Makes sure, before native code sees it, that a model file is the one that was delivered: same size, same SHA-256. A file that
/// passed is remembered by path, size and time of its last change, and not hashed again while these stay the same.
/// </summary>
/// <param name="folders">Where to remember: the cache folder.</param>
/// <param name="logger">Where it is said that nothing can be remembered.</param>
public sealed class ModelVerifier(ModelFolders folders, ILogger<ModelVerifier> logger)
{
    /// <summary>How much is read at once, in bytes: the whole memory that a verification takes.</summary>
    private const int BlockBytes = 1 << 20;

    private readonly VerificationMemory _memory = new(folders.Cache, logger);

    /// <summary>Checks one file.</summary>
    /// <param name="model">The file, with what is known of it.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <returns>How it was checked.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.ModelInvalid"/> when it is not the file it should be or cannot be read,
    /// <see cref="ChatErrorKind.NotFound"/> when it is gone, <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is remembered.</exception>
    public async Task<ModelVerification> VerifyAsync(ModelFile model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        cancellationToken.ThrowIfCancellationRequested();
        if (model.Sha256 is not { } expected)
        {
            return ModelVerification.NothingKnown;
        }

        var stream = ModelFileAccess.Open(model.Path);
        await using (stream.ConfigureAwait(false))
        {
            var before = Look(stream, model.Path, expected);
            if (model.ExpectedSizeBytes is { } size && size != before.SizeBytes)
            {
                throw NotTheFile(model.Path, $"it has {before.SizeBytes} bytes, not {size}");
            }

            if (_memory.Contains(before))
            {
                return ModelVerification.Remembered;
            }

            var actual = await HashAsync(stream, before, cancellationToken).ConfigureAwait(false);
            if (!string.Equals(actual, before.Sha256, StringComparison.Ordinal))
            {
                throw NotTheFile(model.Path, "SHA-256 differs");
            }

            if (Look(stream, model.Path, expected) != before)
            {
                throw NotTheFile(model.Path, "it changed while it was read");
            }

            _memory.Add(before);
            return ModelVerification.Hashed;
        }
    }

    private static VerifiedFile Look(FileStream stream, string path, string expected) =>
        new(
            Path.GetFullPath(path),
            stream.Length,
            File.GetLastWriteTimeUtc(stream.SafeFileHandle).Ticks,
            expected.ToLowerInvariant()
        );

    private static async Task<string> HashAsync(
        FileStream stream,
        VerifiedFile file,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            // A file that grows while it is read is not read for ever: by then its hash is another one.
            int count;
            for (long total = 0; total <= file.SizeBytes; total += count)
            {
                count = await stream.ReadAsync(block.AsMemory(0, BlockBytes), cancellationToken).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                hash.AppendData(block, 0, count);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (IOException error)
        {
            throw ModelFileAccess.Unreadable(file.Path, error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static ChatException NotTheFile(string path, string why) =>
        new(
            ChatErrorKind.ModelInvalid,
            $"{path} is not the file it should be ({why}).",
            "Restore the file as it was delivered, or name another model."
        );
}
