using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Errors;

namespace Chat.Client.Routing;

/// <summary>Makes the backends of profiles.</summary>
public interface IProfileBackends
{
    /// <summary>Makes the backend of a profile. Nothing is sent and no model is loaded before it is asked something.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ChatException">The profile's key cannot be had, or it has no such backend here.</exception>
    IChatBackend Open(ChatProfile profile);
}
