namespace Chat.Client.Profiles;

/// <summary>A model of a profile.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Model">The model as its server calls it; for a file, its path as written.</param>
public sealed record ModelReference(ChatProfile Profile, string Model)
{
    /// <summary>True when <see cref="Model"/> is the path of a GGUF file, and not the name of a model.</summary>
    public bool IsPath { get; init; }

    /// <summary>
    /// The model as the profile's backend is asked for it: Azure by its deployment; the engine by the name of the built-in profile, which is the
    /// only one that it knows, while profiles of other names may lead to it too; all others by <see cref="Model"/>.
    /// </summary>
    public string AskedName =>
        Profile.Kind == ProfileKind.Azure ? Profile.DeploymentOf(Model)
        : Profile.Kind == ProfileKind.Local && !IsPath ? $"{ChatProfile.LocalName}/{Model}"
        : Model;

    /// <summary>The reference as it is written: <c>PROFILE/MODEL</c>, or the path of a file.</summary>
    public override string ToString() => IsPath ? Model : $"{Profile.Name}/{Model}";
}
