using Chat.Client.Secrets;
using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Client.Profiles;

/// <summary>
/// Every profile there is: those of the file, and the ready-made ones whose name the file does not take. Names are compared without case.
/// </summary>
public sealed class ProfileSet
{
    private readonly Dictionary<string, ChatProfile> _profiles;
    private readonly Dictionary<string, BrokenProfile> _broken;
    private readonly string _defaultOrigin;

    private ProfileSet(
        IReadOnlyList<ChatProfile> profiles,
        IReadOnlyList<BrokenProfile> broken,
        string defaultName,
        string defaultOrigin
    )
    {
        Profiles = profiles;
        Broken = broken;
        DefaultName = defaultName;
        _defaultOrigin = defaultOrigin;
        _profiles = profiles.ToDictionary(profile => profile.Name, StringComparer.OrdinalIgnoreCase);
        _broken = broken.ToDictionary(profile => profile.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The profiles: the file's in its order, then the ready-made ones.</summary>
    public IReadOnlyList<ChatProfile> Profiles { get; }

    /// <summary>The ready-made profiles whose variables are wrong; <see cref="Get"/> throws the fault of one.</summary>
    public IReadOnlyList<BrokenProfile> Broken { get; }

    /// <summary>The names of all profiles, the broken ones too.</summary>
    public IEnumerable<string> Names =>
        Profiles.Select(profile => profile.Name).Concat(Broken.Select(profile => profile.Name));

    /// <summary>The name of the default profile: of <c>CHAT_PROFILE</c>, else of the file, else <c>local</c>. There may be no profile of that name.</summary>
    public string DefaultName { get; }

    /// <summary>The default profile.</summary>
    /// <exception cref="ChatException">There is none of that name, or it is broken: as <see cref="Get"/>.</exception>
    public ChatProfile Default =>
        Contains(DefaultName)
            ? Get(DefaultName)
            : throw NotFound(
                DefaultName,
                $"{_defaultOrigin} names the profile {ProfileTexts.Quote(DefaultName)}, which does not exist."
            );

    /// <summary>Puts the profiles together.</summary>
    /// <param name="file">The user's file; null for none.</param>
    /// <param name="environment">The value of an environment variable by name; null when it is not set.</param>
    public static ProfileSet Create(ProfileFile? file, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var ready = EnvironmentProfiles.Find(environment);
        IReadOnlyList<ChatProfile> own = file?.Profiles ?? [];
        var taken = own.Select(profile => profile.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        const string variable = "CHAT_PROFILE";
        var (name, origin) =
            environment(variable) is { } chosen && !string.IsNullOrWhiteSpace(chosen)
                ? (chosen.Trim(), $"The environment variable {variable}")
                : (file?.Default ?? ChatProfile.LocalName, $"The key \"default\" of {file?.Path}");
        return new ProfileSet(
            [.. own, .. ready.Profiles.Where(profile => !taken.Contains(profile.Name))],
            [.. ready.Broken.Where(profile => !taken.Contains(profile.Name))],
            name,
            origin
        );
    }

    /// <summary>Tells whether there is a profile of a name, sound or broken.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _profiles.ContainsKey(name) || _broken.ContainsKey(name);

    /// <summary>Finds a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ChatException">
    /// There is none of that name: kind <see cref="ChatErrorKind.NotFound"/>, with the nearest names, or
    /// <see cref="ChatErrorKind.Authentication"/> when it is a ready-made one whose variable is not set. It is broken: kind
    /// <see cref="ChatErrorKind.InvalidRequest"/>, naming the variable.
    /// </exception>
    public ChatProfile Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _profiles.TryGetValue(name, out var profile) ? profile
            : _broken.TryGetValue(name, out var broken) ? throw Again(broken.Fault)
            : throw NotFound(name);
    }

    /// <summary>
    /// Finds the profile and the model that a reference means. The rules, the first that fits:
    /// <list type="number">
    /// <item>Null, empty or blank: the default model of the default profile.</item>
    /// <item><c>PROFILE/MODEL</c>, where what stands before the first slash is the name of a profile, case aside: MODEL of that profile, whatever it holds,
    /// slashes and colons too. <c>PROFILE/</c> is the default model of that profile.</item>
    /// <item>A text that ends in <c>.gguf</c>, case aside: the path of a file, for the profile <c>local</c>. Write <c>./NAME/x.gguf</c> for a folder that is
    /// called as a profile is.</item>
    /// <item>Anything else is a model of the default profile, also with slashes (<c>meta-llama/llama-3-8b</c>), unless that profile is of kind
    /// <c>local</c>, whose models have names without slash: there, a text with a slash names a profile that does not exist.</item>
    /// </list>
    /// </summary>
    /// <param name="reference">The reference.</param>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.InvalidRequest"/> when it has more than 4,096 characters or control characters, names no model where there is no default
    /// model, or names a broken profile; <see cref="ChatErrorKind.NotFound"/> when it names a profile that does not exist, with the nearest names.
    /// </exception>
    public ModelReference Resolve(string? reference) => new ModelReferenceReader(this).Read(reference);

    // One exception object must not be thrown from two places: it would show the wrong one.
    private static ChatException Again(ChatException fault) => new(fault.Kind, fault.Message, fault.Advice, fault);

    /// <summary>There is no profile of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="message">What is said of a name that is nowhere known; null for that there is none.</param>
    /// <param name="rest">What followed the name where it was written, for the advice.</param>
    /// <returns>
    /// The exception to throw: kind <see cref="ChatErrorKind.NotFound"/> with the nearest names, or <see cref="ChatErrorKind.Authentication"/> with
    /// the variable that a ready-made profile lacks.
    /// </returns>
    internal ChatException NotFound(string name, string? message = null, string rest = "")
    {
        if (EnvironmentProfiles.VariableOf(name) is { } variable)
        {
            return new ChatException(
                ChatErrorKind.Authentication,
                $"There is no profile {ProfileTexts.Quote(name)}: the environment variable {variable} is not set.",
                SecretResolver.HowToSet(variable)
            );
        }

        var near = NearestNames.Find(name, Names);
        return new ChatException(
            ChatErrorKind.NotFound,
            message ?? $"There is no profile {ProfileTexts.Quote(name)}.",
            near.Count > 0
                ? $"Did you mean {string.Join(" or ", near.Select(other => other + rest))}?"
                : $"The profiles are {string.Join(", ", Names)}."
        );
    }
}
