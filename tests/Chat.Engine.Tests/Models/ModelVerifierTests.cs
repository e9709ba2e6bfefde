using Chat.Core.Errors;
using Chat.Engine.Models;

namespace Chat.Engine.Tests.Models;

public sealed class ModelVerifierTests : IDisposable
{
    private readonly ModelsSandbox _sandbox = new();
    private readonly WarningLog _log = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_file_is_hashed_once_and_then_remembered_also_by_the_next_process()
    {
        Assert.Equal(ModelVerification.Hashed, await VerifyAsync());
        Assert.Equal(ModelVerification.Remembered, await VerifyAsync());
        Assert.Empty(_log.Warnings);
        var kept = Assert.Single(Directory.GetFiles(_sandbox.Folders.Cache));
        Assert.Equal(VerificationMemory.FileName, Path.GetFileName(kept));
    }

    [Fact]
    public async Task A_file_of_which_nothing_is_known_is_not_read()
    {
        var model = new ModelFile
        {
            Reference = "x",
            Name = "x",
            Path = "/no/such/file.gguf",
            SizeBytes = 1,
        };

        Assert.Equal(ModelVerification.NothingKnown, await NewVerifier().VerifyAsync(model));
        Assert.False(Directory.Exists(_sandbox.Folders.Cache));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1500)]
    [InlineData(2999)]
    public async Task One_flipped_bit_is_found(int index)
    {
        var bytes = ModelsSandbox.BundledBytes.ToArray();
        bytes[index] ^= 1;
        File.WriteAllBytes(_sandbox.BundledPath, bytes);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await ModelsSandbox.FailsAsync(ChatErrorKind.ModelInvalid, VerifyAsync);
            Assert.Contains("is not the file it should be (SHA-256 differs)", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_flipped_bit_is_found_after_the_sound_file_was_remembered()
    {
        await VerifyAsync();
        var bytes = ModelsSandbox.BundledBytes.ToArray();
        bytes[7] ^= 128;
        var before = File.GetLastWriteTimeUtc(_sandbox.BundledPath);
        File.WriteAllBytes(_sandbox.BundledPath, bytes);
        File.SetLastWriteTimeUtc(_sandbox.BundledPath, before.AddTicks(10_000));

        await ModelsSandbox.FailsAsync(ChatErrorKind.ModelInvalid, VerifyAsync);
    }

    [Fact]
    public async Task A_changed_time_makes_it_hash_again()
    {
        await VerifyAsync();
        File.SetLastWriteTimeUtc(_sandbox.BundledPath, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal(ModelVerification.Hashed, await VerifyAsync());
        Assert.Equal(ModelVerification.Remembered, await VerifyAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2999)]
    [InlineData(3001)]
    public async Task Another_size_is_named_without_hashing(int size)
    {
        await VerifyAsync();
        File.WriteAllBytes(_sandbox.BundledPath, new byte[size]);

        var error = await ModelsSandbox.FailsAsync(ChatErrorKind.ModelInvalid, VerifyAsync);

        Assert.Contains($"{size} bytes, not 3000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_expected_hash_is_not_taken_as_remembered()
    {
        await VerifyAsync();
        var model = _sandbox.Catalog.Resolve(null) with { Sha256 = new string('0', 64) };

        await ModelsSandbox.FailsAsync(ChatErrorKind.ModelInvalid, () => NewVerifier().VerifyAsync(model));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_a_warning_and_another_hash()
    {
        File.WriteAllText(_sandbox.Folders.Cache, "a file where the folder should be");

        Assert.Equal(ModelVerification.Hashed, await VerifyAsync());
        Assert.Equal(ModelVerification.Hashed, await VerifyAsync());
        Assert.Equal(2, _log.Warnings.Count);
        Assert.All(_log.Warnings, warning => Assert.Contains(_sandbox.BundledPath, warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_replaced_leaves_no_draft_behind()
    {
        Directory.CreateDirectory(Path.Combine(_sandbox.Folders.Cache, VerificationMemory.FileName, "in the way"));

        Assert.Equal(ModelVerification.Hashed, await VerifyAsync());
        Assert.NotEmpty(_log.Warnings);
        Assert.Empty(Directory.GetFiles(_sandbox.Folders.Cache));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("[{\"path\": 1}]")]
    public async Task A_spoilt_memory_is_a_warning_and_is_mended(string json)
    {
        Directory.CreateDirectory(_sandbox.Folders.Cache);
        File.WriteAllText(Path.Combine(_sandbox.Folders.Cache, VerificationMemory.FileName), json);

        Assert.Equal(ModelVerification.Hashed, await VerifyAsync());
        Assert.NotEmpty(_log.Warnings);
        Assert.Equal(ModelVerification.Remembered, await VerifyAsync());
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_found()
    {
        var model = _sandbox.Catalog.Resolve(null);
        File.Delete(_sandbox.BundledPath);

        await ModelsSandbox.FailsAsync(ChatErrorKind.NotFound, () => NewVerifier().VerifyAsync(model));
    }

    [Fact]
    public async Task A_cancelled_verification_stops_and_remembers_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var model = _sandbox.Catalog.Resolve(null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            NewVerifier().VerifyAsync(model, cancelled.Token)
        );

        Assert.Equal(ModelVerification.Hashed, await VerifyAsync());
    }

    private Task<ModelVerification> VerifyAsync() => NewVerifier().VerifyAsync(_sandbox.Catalog.Resolve(null));

    private ModelVerifier NewVerifier() => new(_sandbox.Folders, _log);
}
