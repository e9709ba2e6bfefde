using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Engine.Models;

/// <summary>The sentences for model references that lead nowhere.</summary>
internal static class ModelReferenceFaults
{
    /// <summary>The longest reference, in characters.</summary>
    private const int MaxReferenceLength = 4096;

    private const string NameOne = $"Name a model as local/NAME, or give the path of a {ModelNames.Extension} file.";

    /// <summary>Refuses what cannot be a reference at all.</summary>
    /// <param name="reference">The reference.</param>
    /// <exception cref="ChatException"><see cref="ChatErrorKind.InvalidRequest"/> when it is empty, too long or holds control characters.</exception>
    public static void CheckForm(string reference)
    {
        if (string.IsNullOrWhiteSpace(reference))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The model reference is empty.",
                $"Leave it out for {ModelCatalog.DefaultReference}, or name a model."
            );
        }

        if (reference.Length > MaxReferenceLength)
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                $"The model reference has {reference.Length} characters, more than {MaxReferenceLength}.",
                NameOne
            );
        }

        if (reference.Any(char.IsControl))
        {
            throw new ChatException(
                ChatErrorKind.InvalidRequest,
                "The model reference holds control characters.",
                NameOne
            );
        }
    }

    /// <summary>A name that neither the manifest nor the user's folder knows.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The names that exist.</param>
    /// <param name="userFolder">The user's models folder.</param>
    /// <returns>The exception to throw; its advice offers the nearest names.</returns>
    public static ChatException UnknownName(string name, IReadOnlyList<string> known, string userFolder)
    {
        var near = NearestNames.Find(name, known);
        var offers = string.Join(" or ", near.Select(offer => ModelNames.LocalPrefix + offer));
        var advice =
            near.Count > 0 ? $"Did you mean {offers}?"
            : known.Count > 0
                ? $"Name a model that is here, such as {ModelNames.LocalPrefix}{known[0]}, or the path of a {ModelNames.Extension} file."
            : $"Put a {ModelNames.Extension} file into {userFolder}, or name one by its path.";
        return new ChatException(ChatErrorKind.NotFound, $"There is no local model '{name}'.", advice);
    }

    /// <summary>The default model was asked for, but there is no folder of bundled models.</summary>
    /// <returns>The exception to throw.</returns>
    public static ChatException NoBundledModels() =>
        new(
            ChatErrorKind.NotFound,
            "The bundled model is not here: there is no models folder beside the program or above it.",
            $"Name a {ModelNames.Extension} file as the model, or run the program from where it was built."
        );

    /// <summary>A path whose file is not named as a model file.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The exception to throw.</returns>
    public static ChatException NotAModelPath(string path) =>
        new(
            ChatErrorKind.NotFound,
            $"{path} does not name a model file: the name of one ends in {ModelNames.Extension}.",
            $"Name a {ModelNames.Extension} file."
        );

    /// <summary>A profile that has no models in this process.</summary>
    /// <param name="profile">The profile's name.</param>
    /// <returns>The exception to throw.</returns>
    public static ChatException UnknownProfile(string profile) =>
        new(
            ChatErrorKind.NotFound,
            $"The models of this engine are those of the profile '{ModelCatalog.LocalProfile}', and '{profile}' is another.",
            NameOne
        );
}
