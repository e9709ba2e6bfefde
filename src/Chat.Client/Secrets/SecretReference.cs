using System.Diagnostics.CodeAnalysis;
using Chat.Core.Errors;

namespace Chat.Client.Secrets;

/// <summary>Where a secret is kept: <c>env:NAME</c>, <c>file:PATH</c> or <c>vault:NAME</c>. It is not secret itself.</summary>
public sealed record SecretReference
{
    /// <summary>The longest name or path, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>What to do instead of writing a key down.</summary>
    internal const string Advice =
        "Name where the key is kept: env:NAME for an environment variable, or file:PATH for a file that only you may read.";

    private const string EnvironmentPrefix = "env:";
    private const string FilePrefix = "file:";
    private const string VaultPrefix = "vault:";

    private SecretReference(SecretSource source, string name)
    {
        Source = source;
        Name = name;
    }

    /// <summary>The kind of place.</summary>
    public SecretSource Source { get; }

    /// <summary>The variable's name, the file's path as written, or the name in the vault.</summary>
    public string Name { get; }

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The reference.</param>
    /// <exception cref="ChatException">
    /// It is none: kind <see cref="ChatErrorKind.InvalidRequest"/>. The message does not repeat the text, which may be a key.
    /// </exception>
    public static SecretReference Parse(string text) =>
        TryParse(text, out var reference)
            ? reference
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The text is not a reference to a secret (it is not shown, as it may be one).",
                Advice
            );

    /// <summary>
    /// Reads a reference. A variable's name is a letter or underscore, then letters, digits and underscores (ASCII); a path and a name
    /// in a vault are any text without control characters and without blanks at the ends.
    /// </summary>
    /// <param name="text">The reference.</param>
    /// <param name="reference">The reference read.</param>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretReference? reference)
    {
        reference = text switch
        {
            null => null,
            _ when text.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) => Of(
                SecretSource.Environment,
                text[EnvironmentPrefix.Length..]
            ),
            _ when text.StartsWith(FilePrefix, StringComparison.Ordinal) => Of(
                SecretSource.File,
                text[FilePrefix.Length..]
            ),
            _ when text.StartsWith(VaultPrefix, StringComparison.Ordinal) => Of(
                SecretSource.Vault,
                text[VaultPrefix.Length..]
            ),
            _ => null,
        };
        return reference is not null;
    }

    /// <summary>Tells whether a text begins as a reference does.</summary>
    /// <param name="text">The text.</param>
    internal static bool IsMeantAsOne(string text) =>
        text.StartsWith(EnvironmentPrefix, StringComparison.Ordinal)
        || text.StartsWith(FilePrefix, StringComparison.Ordinal)
        || text.StartsWith(VaultPrefix, StringComparison.Ordinal);

    /// <summary>The reference as it is written; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() =>
        Source switch
        {
            SecretSource.Environment => EnvironmentPrefix + Name,
            SecretSource.File => FilePrefix + Name,
            _ => VaultPrefix + Name,
        };

    private static SecretReference? Of(SecretSource source, string name) =>
        name.Length is > 0 and <= MaxLength && (source == SecretSource.Environment ? IsVariable(name) : IsPlain(name))
            ? new SecretReference(source, name)
            : null;

    private static bool IsVariable(string name) =>
        !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static bool IsPlain(string name) =>
        !name.Any(char.IsControl) && !char.IsWhiteSpace(name[0]) && !char.IsWhiteSpace(name[^1]);
}
