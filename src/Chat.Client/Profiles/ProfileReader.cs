using Chat.Client.Secrets;
using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Client.Profiles;

/// <summary>Reads one profile of a file.</summary>
/// <param name="source">The file.</param>
internal sealed class ProfileReader(ProfileSource source)
{
    /// <summary>The most entries of <c>deployments</c>.</summary>
    private const int MaxDeployments = 256;

    private static readonly string[] TimeoutKeys = ["connect", "firstToken", "idle", "total"];

    /// <summary>Reads the profile.</summary>
    /// <param name="name">Its name, checked.</param>
    /// <param name="json">Its value.</param>
    /// <exception cref="ChatException">A key or value is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public ChatProfile Read(string name, PlacedJson json)
    {
        var members = source.MembersOf(json);
        var profile = new ChatProfile { Name = name, Kind = ReadKind(json, members) };
        foreach (var member in members)
        {
            if (!ProfileKeys.All.Contains(member.Name, StringComparer.Ordinal))
            {
                throw source.UnknownKey(json, member, ProfileKeys.Of(profile.Kind));
            }

            if (!ProfileKeys.Of(profile.Kind).Contains(member.Name, StringComparer.Ordinal))
            {
                throw source.At(
                    member.Offset,
                    member.Value.Path,
                    new ProfileFault(
                        $"does not belong to a profile of kind '{profile.Kind}'",
                        "Take it out, or correct the kind."
                    )
                );
            }

            profile = Apply(profile, member.Name, member.Value);
        }

        return profile.EffectiveUrl is null && profile.Kind != ProfileKind.Local
            ? throw source.At(
                json,
                new ProfileFault(
                    $"has no \"url\", which a profile of kind '{profile.Kind}' needs",
                    "Add the base address of the server."
                )
            )
            : profile;
    }

    private ProfileKind ReadKind(PlacedJson json, IReadOnlyList<PlacedMember> members)
    {
        var kinds = ProfileKind.All.Select(kind => kind.Value).ToArray();
        var choice = $"The kinds are {string.Join(", ", kinds)}.";
        var member = members.FirstOrDefault(member => string.Equals(member.Name, "kind", StringComparison.Ordinal));
        if (member is null)
        {
            throw source.At(json, new ProfileFault("has no \"kind\"", choice));
        }

        var text = source.TextOf(member.Value);
        return ProfileKind.TryParse(text, out var kind)
            ? kind
            : throw source.At(
                member.Value,
                new ProfileFault(
                    $"names an unknown kind {ProfileTexts.Quote(text)}",
                    NearestNames.FindOne(text, kinds) is { } near ? $"Did you mean \"{near}\"?" : choice
                )
            );
    }

    private ChatProfile Apply(ChatProfile profile, string key, PlacedJson value) =>
        key switch
        {
            "kind" => profile,
            "url" => profile with { Url = ReadUrl(value, "http", "https") },
            "key" => profile with { Key = ReadKey(value) },
            "organization" => profile with { Organization = source.TextOf(value, ProfileTexts.CheckHeaderText) },
            "project" => profile with { Project = source.TextOf(value, ProfileTexts.CheckHeaderText) },
            "apiVersion" => profile with { ApiVersion = source.TextOf(value, ProfileTexts.CheckPlain) },
            "deployments" => profile with { Deployments = ReadDeployments(value) },
            "model" => profile with { Model = source.TextOf(value, ProfileTexts.CheckPlain) },
            "headers" => profile with { Headers = ReadHeaders(value) },
            "timeouts" => profile with { Timeouts = ReadTimeouts(value) },
            "retries" => profile with { Retries = source.CountOf(value, ProfileKeys.MaxRetries) },
            "proxy" => profile with { Proxy = ReadUrl(value, "http", "https", "socks5") },
            _ => profile with { Strict = source.FlagOf(value) },
        };

    private Uri? ReadUrl(PlacedJson value, params string[] schemes) =>
        ProfileTexts.ReadUrl(source.TextOf(value), schemes, out var url) is { } fault
            ? throw source.At(value, fault)
            : url;

    private SecretReference ReadKey(PlacedJson value) =>
        SecretReference.TryParse(source.TextOf(value), out var reference)
            ? reference
            : throw source.At(
                value,
                new ProfileFault(
                    "is not a reference to a key, and keys are not written into this file",
                    SecretReference.Advice
                )
            );

    private Dictionary<string, string> ReadDeployments(PlacedJson value)
    {
        var members = source.MembersOf(value);
        if (members.Count > MaxDeployments)
        {
            throw source.At(value, new ProfileFault($"has more than {MaxDeployments} entries", "Take some out."));
        }

        foreach (var member in members)
        {
            if (ProfileTexts.CheckPlain(member.Name) is { } fault)
            {
                throw source.At(member.Offset, member.Value.Path, fault);
            }
        }

        return members.ToDictionary(
            member => member.Name,
            member => source.TextOf(member.Value, ProfileTexts.CheckPlain),
            StringComparer.Ordinal
        );
    }

    private List<ProfileHeader> ReadHeaders(PlacedJson value)
    {
        List<ProfileHeader> headers = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var member in source.MembersOf(value))
        {
            var fault =
                !names.Add(member.Name)
                    ? new ProfileFault("is there twice: case does not count in it", "Take one of them out.")
                : names.Count > ProfileHeaders.MaxCount
                    ? new ProfileFault($"is one header more than {ProfileHeaders.MaxCount}", "Take some out.")
                : ProfileHeaders.CheckName(member.Name);
            if (fault is not null)
            {
                throw source.At(member.Offset, member.Value.Path, fault);
            }

            var text = source.TextOf(member.Value);
            headers.Add(
                ProfileHeaders.Read(member.Name, text, out var header) is { } bad
                    ? throw source.At(member.Value, bad)
                    : header
            );
        }

        return headers;
    }

    private ProfileTimeouts ReadTimeouts(PlacedJson value)
    {
        var timeouts = new ProfileTimeouts();
        foreach (var member in source.MembersOf(value))
        {
            timeouts = member.Name switch
            {
                "connect" => timeouts with { Connect = source.SecondsOf(member.Value) },
                "firstToken" => timeouts with { FirstToken = source.SecondsOf(member.Value) },
                "idle" => timeouts with { Idle = source.SecondsOf(member.Value) },
                "total" => timeouts with { Total = source.SecondsOf(member.Value) },
                _ => throw source.UnknownKey(value, member, TimeoutKeys),
            };
        }

        return timeouts;
    }
}
