using Chat.Client.Routing;
using Chat.Core.Backends;

namespace Chat.Daemon.Routing;

/// <summary>
/// The router as one model reference sees it: what is done with each request field is what the reference's own profile does, so that a
/// recording notes that, and not what the default profile does.
/// </summary>
/// <param name="router">The router, which this owns.</param>
/// <param name="model">The reference; null for the default model.</param>
internal sealed class AddressedBackend(ChatRouter router, string? model) : DelegatingChatBackend(router)
{
    /// <inheritdoc/>
    public override BackendCapabilities Capabilities =>
        router.BackendOf(router.Profiles.Resolve(model).Profile).Capabilities;
}
