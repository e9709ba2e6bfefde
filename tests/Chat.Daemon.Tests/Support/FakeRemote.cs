using Chat.Client.Profiles;
using Chat.Client.Routing;
using Chat.Core.Backends;
using Chat.Core.Errors;

namespace Chat.Daemon.Tests.Support;

/// <summary>The servers of profiles, as a test says; where it says nothing, nobody answers. No network is touched.</summary>
internal sealed class FakeRemote : IProfileBackends
{
    private readonly Lock _gate = new();
    private readonly List<ChatProfile> _opened = [];

    /// <summary>The backends by the names of their profiles.</summary>
    public Dictionary<string, FakeBackend> Backends { get; } = new(StringComparer.Ordinal);

    /// <summary>The profiles that were opened, as they were asked for.</summary>
    public IReadOnlyList<ChatProfile> Opened
    {
        get
        {
            lock (_gate)
            {
                return [.. _opened];
            }
        }
    }

    public IChatBackend Open(ChatProfile profile)
    {
        lock (_gate)
        {
            _opened.Add(profile);
        }

        return Backends.TryGetValue(profile.Name, out var backend)
            ? backend
            : new FakeBackend
            {
                Failure = new ChatException(ChatErrorKind.Connection, "Nobody answers.", "Start the server."),
            };
    }
}
