using Chat.Core.Errors;
using Chat.Core.Secrets;

namespace Chat.Client.Secrets;

/// <summary>Turns references into secrets. Nothing is kept here: each call looks again. A backend keeps the key that it was made with.</summary>
/// <param name="places">Where to look.</param>
public sealed class SecretResolver(SecretPlaces places)
{
    /// <summary>Finds a secret.</summary>
    /// <param name="reference">Where it is kept.</param>
    /// <returns>The secret: printable ASCII without blanks at the ends.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.Authentication"/> when there is none, none that can be sent, or others than its owner have rights on its file;
    /// <see cref="ChatErrorKind.Permission"/> when its file may not be read;
    /// <see cref="ChatErrorKind.InvalidRequest"/> when there is no vault. No message holds any part of the secret.
    /// </exception>
    public Secret Resolve(SecretReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Source switch
        {
            SecretSource.Environment => FromEnvironment(reference.Name),
            SecretSource.File => FromFile(reference.Name),
            _ => FromVault(reference.Name),
        };
    }

    /// <summary>One sentence: how to set a variable so that its value shows nowhere.</summary>
    /// <param name="name">The variable.</param>
    internal static string HowToSet(string name) =>
        OperatingSystem.IsWindows()
            ? $"Set it with: $env:{name} = Read-Host -MaskInput"
            : $"Set it in the shell that starts this program: read -rs {name} && export {name}";

    private Secret FromEnvironment(string name)
    {
        var text = places.Environment(name);
        return string.IsNullOrEmpty(text)
            ? throw new ChatException(
                ChatErrorKind.Authentication,
                $"The key is missing: the environment variable {name} is not set.",
                HowToSet(name)
            )
            : SecretText.Check(text, $"the environment variable {name}");
    }

    private Secret FromFile(string written) =>
        SecretText.Check(SecretFile.Read(PathOf(written)), $"the file {PathOf(written)}");

    private Secret FromVault(string name)
    {
        if (places.Vault is not { } vault)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The key vault:{name} cannot be read: vaults are not supported here yet.",
                SecretReference.Advice
            );
        }

        var secret =
            vault(name)
            ?? throw new ChatException(
                ChatErrorKind.Authentication,
                $"The vault holds no secret named {name}.",
                "Put it into the vault, or name another."
            );
        return SecretText.Check(secret.Reveal(), $"the vault's {name}");
    }

    private string PathOf(string written)
    {
        if (written is not ['~', '/', ..] && !(OperatingSystem.IsWindows() && written is ['~', '\\', ..]))
        {
            return Path.GetFullPath(written, Path.GetFullPath(places.ConfigFolder));
        }

        return string.IsNullOrEmpty(places.HomeFolder)
            ? throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The key file {written} cannot be found: there is no home folder that ~ could stand for.",
                "Write the whole path."
            )
            : Path.GetFullPath(written[2..].TrimStart('/', '\\'), Path.GetFullPath(places.HomeFolder));
    }
}
