using System.Globalization;
using Chat.Client.Profiles;
using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Daemon.Rpc;

/// <summary>Puts the time limits of a request in the place of its profile's.</summary>
internal static class RequestLimits
{
    /// <summary>The limits that hold.</summary>
    /// <param name="profile">Those of the profile.</param>
    /// <param name="request">Those of the request; null for none.</param>
    /// <exception cref="ChatException">One is out of range: kind <see cref="ChatErrorKind.InvalidRequest"/>, the field named.</exception>
    public static ProfileTimeouts Merge(ProfileTimeouts profile, RequestTimeouts? request) =>
        request is null
            ? profile
            : new ProfileTimeouts
            {
                Connect = Read(request.ConnectMs, "connectMs") ?? profile.Connect,
                FirstToken = Read(request.FirstTokenMs, "firstTokenMs") ?? profile.FirstToken,
                Idle = Read(request.IdleMs, "idleMs") ?? profile.Idle,
                Total = Read(request.TotalMs, "totalMs") ?? profile.Total,
            };

    private static TimeSpan? Read(long? milliseconds, string field)
    {
        var most = (long)ProfileTimeouts.Max.TotalMilliseconds;
        return milliseconds is not { } limit ? null
            : limit >= 1 && limit <= most ? TimeSpan.FromMilliseconds(limit)
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                string.Create(CultureInfo.InvariantCulture, $"params.timeouts.{field} is {limit}."),
                string.Create(CultureInfo.InvariantCulture, $"Give milliseconds from 1 to {most}, or leave it out.")
            );
    }
}
