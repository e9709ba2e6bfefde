using System.CommandLine;
using Chat.Client.Profiles;
using Chat.Client.Secrets;
using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Daemon.Profiles;

/// <summary>Reads a profile from the options of <c>profiles add</c>. What a profile may hold is checked by <see cref="ProfileFile.Add"/>.</summary>
internal static class ProfileDraft
{
    /// <summary>Reads it.</summary>
    /// <param name="options">The options.</param>
    /// <param name="reader">The command line.</param>
    /// <param name="name">The profile's name, as typed.</param>
    /// <exception cref="ChatException">A value cannot be read: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static ChatProfile Read(AddOptions options, OptionReader reader, string name) =>
        new()
        {
            Name = name,
            Kind = ReadKind(options.Kind, reader),
            Url = ReadUrl(options.Address, reader),
            Key = ReadKey(options.Key, reader),
            Model = reader.Name(options.Model),
            Organization = reader.Name(options.Organization),
            Project = reader.Name(options.Project),
            ApiVersion = reader.Name(options.ApiVersion),
            Deployments = ReadPairs(options.Deployment, reader)
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            Headers =
            [
                .. ReadPairs(options.Header, reader)
                    .Select(pair =>
                        SecretReference.TryParse(pair.Value, out var secret)
                            ? new ProfileHeader { Name = pair.Key, Secret = secret }
                            : new ProfileHeader { Name = pair.Key, Text = pair.Value }
                    ),
            ],
            Retries = reader.Integer(options.Retries, 0, 10),
            Proxy = ReadUrl(options.Proxy, reader),
            Strict = reader.IsSet(options.Strict),
        };

    private static ProfileKind ReadKind(Option<string> option, OptionReader reader)
    {
        string[] kinds = [.. ProfileKind.All.Select(known => known.Value)];
        var choice = $"The kinds are {string.Join(", ", kinds)}.";
        var word =
            reader.Name(option)
            ?? throw UsageError.Create($"{option.Name} is missing: it says what kind of server this is.", choice);
        return ProfileKind.TryParse(word, out var kind)
            ? kind
            : throw UsageError.Create(
                $"{option.Name} is \"{word}\", which is no kind of server.",
                NearestNames.FindOne(word, kinds) is { } near ? $"Did you mean {near}?" : choice
            );
    }

    private static SecretReference? ReadKey(Option<string> option, OptionReader reader) =>
        reader.Name(option) is not { } text ? null
        : SecretReference.TryParse(text, out var reference) ? reference
        // What was typed may be the key itself: it is not repeated.
        : throw UsageError.Create(
            $"{option.Name} does not say where a key is kept (the value is not shown, as it may be one).",
            "Give env:NAME for an environment variable, or file:PATH for a file that only you may read."
        );

    private static Uri? ReadUrl(Option<string> option, OptionReader reader) =>
        reader.Name(option) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) ? url
        : throw UsageError.Create($"{option.Name} is no address.", "Write it whole, such as https://host.example/v1.");

    private static List<KeyValuePair<string, string>> ReadPairs(Option<string[]> option, OptionReader reader)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in reader.Texts(option))
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign < 1)
            {
                // Not shown: the value of a header may be a key.
                throw UsageError.Create($"{option.Name} has no name and value.", $"Write it as {option.HelpName}.");
            }

            if (!pairs.TryAdd(text[..sign].Trim(), text[(sign + 1)..].Trim()))
            {
                throw UsageError.Create($"{option.Name} names {text[..sign].Trim()} twice.", "Give each one once.");
            }
        }

        return [.. pairs];
    }
}
