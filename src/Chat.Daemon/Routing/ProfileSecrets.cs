using Chat.Client.Profiles;
using Chat.Client.Secrets;
using Chat.Core.Errors;
using Chat.Core.Secrets;

namespace Chat.Daemon.Routing;

/// <summary>The secrets that a profile names: its key, and the headers that are secret.</summary>
internal static class ProfileSecrets
{
    /// <summary>The references of a profile, the key first.</summary>
    /// <param name="profile">The profile.</param>
    public static IEnumerable<SecretReference> Of(ChatProfile profile) =>
        profile.Headers.Select(header => header.Secret).Prepend(profile.Key).OfType<SecretReference>().Distinct();

    /// <summary>Finds all of a profile's secrets.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="resolver">Finds one.</param>
    /// <exception cref="ChatException">One cannot be had: as <see cref="SecretResolver.Resolve"/>.</exception>
    public static IReadOnlyList<Secret> Resolve(ChatProfile profile, SecretResolver resolver) =>
        [.. Of(profile).Select(resolver.Resolve)];
}
