using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>Reads model references; the rules stand at <see cref="ProfileSet.Resolve"/>.</summary>
/// <param name="profiles">The profiles.</param>
internal sealed class ModelReferenceReader(ProfileSet profiles)
{
    /// <summary>The longest reference, in characters.</summary>
    public const int MaxLength = 4096;

    private const string PathEnd = ".gguf";
    private const string NameOne = "Name a model as PROFILE/MODEL, or give the path of a .gguf file.";

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The reference; null or empty for the default model of the default profile.</param>
    /// <exception cref="ChatException">As <see cref="ProfileSet.Resolve"/>.</exception>
    public ModelReference Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return DefaultOf(profiles.Default);
        }

        CheckForm(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && profiles.Contains(text[..slash]))
        {
            var profile = profiles.Get(text[..slash]);
            return slash + 1 < text.Length ? new ModelReference(profile, text[(slash + 1)..]) : DefaultOf(profile);
        }

        if (text.EndsWith(PathEnd, StringComparison.OrdinalIgnoreCase))
        {
            return new ModelReference(profiles.Get(ChatProfile.LocalName), text) { IsPath = true };
        }

        var standard = profiles.Default;
        return standard.Kind == ProfileKind.Local && IsNoLocalName(text)
            ? throw Unknown(text, slash)
            : new ModelReference(standard, text);
    }

    private static bool IsNoLocalName(string text) => text[0] is '.' or '~' || text.AsSpan().ContainsAny('/', '\\');

    private ChatException Unknown(string text, int slash)
    {
        if (slash <= 0 || text[0] is '.' or '~')
        {
            return new ChatException(
                ChatErrorKind.NotFound,
                $"{ProfileTexts.Quote(text)} does not name a model file: the name of one ends in {PathEnd}.",
                NameOne
            );
        }

        return profiles.NotFound(text[..slash], rest: text[slash..]);
    }

    private static ModelReference DefaultOf(ChatProfile profile) =>
        profile.Model is { } model
            ? new ModelReference(profile, model)
            : throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The profile '{profile.Name}' has no default model.",
                $"Name one, as {profile.Name}/MODEL, or give the profile a \"model\"."
            );

    private static void CheckForm(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The model reference has {text.Length} characters, more than {MaxLength}.",
                NameOne
            );
        }

        if (text.Any(char.IsControl))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The model reference holds control characters.",
                NameOne
            );
        }
    }
}
