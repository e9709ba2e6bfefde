using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Core.Backends;

namespace Chat.Client.Tests.Support;

/// <summary>Gives every profile a backend of the test's making, and notes which were asked for.</summary>
internal sealed class ScriptedProfiles(Func<ChatProfile, IChatBackend> open) : IProfileBackends
{
    public List<string> Opened { get; } = [];

    public IChatBackend Open(ChatProfile profile)
    {
        Opened.Add(profile.Name);
        return open(profile);
    }
}
