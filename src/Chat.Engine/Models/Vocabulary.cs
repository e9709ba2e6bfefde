using System.Runtime.InteropServices;
using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Inline;
using Chat.Engine.Native;

namespace Chat.Engine.Models;

/// <summary>The vocabulary of a model: text to tokens and back. Safe for use by several threads at once.</summary>
internal sealed class Vocabulary : IDisposable
{
    /// <summary>The longest text tokenized at once, in UTF-8 bytes: the native tokenizer counts in 32-bit integers.</summary>
    public const int MaxTextBytes = 64 * 1024 * 1024;

    private const int MaxPieceBytes = 64 * 1024;

    private readonly LlamaVocabularyHandle _handle;
    private readonly Lazy<IReadOnlyList<ControlToken>> _controlTokens;
    private readonly Lazy<IReadOnlyList<int>> _endTokens;
    private readonly Lazy<IReadOnlyList<string>> _markers;
    private readonly Lazy<FillTokens?> _fillTokens;

    /// <summary>Reads the vocabulary of a model; it keeps the model alive until disposed of.</summary>
    /// <param name="model">The model.</param>
    public Vocabulary(LlamaModelHandle model)
    {
        _handle = new LlamaVocabularyHandle(NativeMethods.ModelVocabulary(model), model);
        Size = NativeMethods.VocabularySize(_handle);
        _controlTokens = new Lazy<IReadOnlyList<ControlToken>>(ReadControlTokens);
        _endTokens = new Lazy<IReadOnlyList<int>>(() => [.. Enumerable.Range(0, Size).Where(IsEndOfGeneration)]);
        _markers = new Lazy<IReadOnlyList<string>>(ReadMarkers);
        _fillTokens = new Lazy<FillTokens?>(() => FillTokens.Find(ReadFillTokens, Size));
        // A file may ask for a begin-of-sequence token and name none: llama.cpp then says −1.
        BeginOfSequence =
            NativeMethods.VocabularyAddsBeginOfSequence(_handle)
            && NativeMethods.VocabularyBeginOfSequence(_handle) is var begin and >= 0
                ? begin
                : null;
    }

    /// <summary>How many tokens there are.</summary>
    public int Size { get; }

    /// <summary>The token that every prompt of this model begins with; null when it has none.</summary>
    public int? BeginOfSequence { get; }

    /// <summary>The text of the token that begins a text, whether prompts begin with it or not; empty when there is none.</summary>
    public string BeginText => TextOf(NativeMethods.VocabularyBeginOfSequence(_handle));

    /// <summary>The text of the token that ends a text; empty when there is none.</summary>
    public string EndText => TextOf(NativeMethods.VocabularyEndOfSequence(_handle));

    /// <summary>The control tokens, longest text first.</summary>
    public IReadOnlyList<ControlToken> ControlTokens => _controlTokens.Value;

    /// <summary>
    /// The texts of tokens that mark structure (such as <c>&lt;tool_call&gt;</c>) although the vocabulary does not call them control
    /// tokens: the native tokenizer finds them in any text.
    /// </summary>
    public IReadOnlyList<string> Markers => _markers.Value;

    /// <summary>The tokens of fill-in-the-middle prompts; null for a model that was not trained on those.</summary>
    public FillTokens? FillTokens => _fillTokens.Value;

    /// <summary>The tokens that end an answer.</summary>
    public IReadOnlyList<int> EndOfGenerationTokens => _endTokens.Value;

    /// <summary>True for a token that ends an answer.</summary>
    /// <param name="token">The token's id.</param>
    public bool IsEndOfGeneration(int token) => NativeMethods.VocabularyIsEndOfGeneration(_handle, token);

    /// <summary>Turns text into tokens. What looks like a control token in the text stays text; a marker becomes its token.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ChatException">The text is too long: kind <see cref="ChatErrorKind.ContextOverflow"/>.</exception>
    public int[] Tokenize(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > MaxTextBytes)
        {
            throw new ChatException(
                ChatErrorKind.ContextOverflow,
                $"The text is {bytes.Length} bytes long, and the engine takes {MaxTextBytes} at most.",
                "Send a shorter text."
            );
        }

        // A token stands for one byte or more in nearly every vocabulary; where not, the second call has the exact size.
        var tokens = new int[bytes.Length + 2];
        var count = Tokenize(bytes, tokens);
        if (count < 0)
        {
            tokens = new int[-count];
            count = Tokenize(bytes, tokens);
        }

        return tokens[..count];
    }

    /// <summary>The bytes of a token.</summary>
    /// <param name="token">The token's id, 0 to <see cref="Size"/> − 1.</param>
    /// <param name="buffer">Room for the bytes; grown when a token needs more.</param>
    /// <param name="special">True to write control tokens out; false, as in an answer, gives no bytes for them.</param>
    public ReadOnlySpan<byte> Piece(int token, ref byte[] buffer, bool special)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, Size);
        var length = NativeMethods.TokenToPiece(_handle, token, buffer, buffer.Length, 0, special);
        if (length < 0)
        {
            buffer = new byte[Math.Min(-length, MaxPieceBytes)];
            length = NativeMethods.TokenToPiece(_handle, token, buffer, buffer.Length, 0, special);
        }

        return buffer.AsSpan(0, Math.Max(length, 0));
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private int Tokenize(ReadOnlySpan<byte> text, Span<int> tokens) =>
        NativeMethods.Tokenize(
            _handle,
            text,
            text.Length,
            tokens,
            tokens.Length,
            addSpecial: false,
            parseSpecial: false
        );

    private string TextOf(int token) =>
        token >= 0 ? Marshal.PtrToStringUTF8(NativeMethods.VocabularyText(_handle, token)) ?? "" : "";

    private int[] ReadFillTokens() =>
        [
            FillMethods.Prefix(_handle),
            FillMethods.Suffix(_handle),
            FillMethods.Middle(_handle),
            FillMethods.Repository(_handle),
            FillMethods.Separator(_handle),
            FillMethods.Padding(_handle),
        ];

    private List<string> ReadMarkers() =>
        Enumerable
            .Range(0, Size)
            .Where(token =>
                ((TokenAttributes)NativeMethods.VocabularyAttributes(_handle, token)).HasFlag(
                    TokenAttributes.UserDefined
                )
            )
            .Select(token => Marshal.PtrToStringUTF8(NativeMethods.VocabularyText(_handle, token)) ?? "")
            // Runs of white space and plain words are vocabulary like any other.
            .Where(text => text.Length > 1 && (text[0] is '<' or '[') && (text[^1] is '>' or ']'))
            .ToList();

    private List<ControlToken> ReadControlTokens()
    {
        var found = new List<ControlToken>();
        for (var token = 0; token < Size; token++)
        {
            var attributes = (TokenAttributes)NativeMethods.VocabularyAttributes(_handle, token);
            if (
                (attributes & (TokenAttributes.Control | TokenAttributes.Unknown)) != TokenAttributes.None
                && Marshal.PtrToStringUTF8(NativeMethods.VocabularyText(_handle, token)) is { Length: > 0 } text
            )
            {
                found.Add(new ControlToken(token, text, attributes));
            }
        }

        found.Sort((left, right) => right.Text.Length - left.Text.Length);
        return found;
    }
}
