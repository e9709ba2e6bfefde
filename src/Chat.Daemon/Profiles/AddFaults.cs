using System.CommandLine;
using Chat.Core.Errors;

namespace Chat.Daemon.Profiles;

/// <summary>
/// Tells what is wrong with a profile in the words of the command line. The rules are stated in one place, in the words of the file: here a key
/// gets the name of its option.
/// </summary>
internal static class AddFaults
{
    /// <summary>Runs what may find a fault.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="make">Makes it.</param>
    /// <param name="options">The options.</param>
    /// <param name="name">The profile's name, as typed.</param>
    /// <exception cref="ChatException">There is a fault: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public static T InOptions<T>(Func<T> make, AddOptions options, string name)
    {
        try
        {
            return make();
        }
        catch (ChatException error) when (error.Kind == ChatErrorKind.InvalidRequest)
        {
            throw UsageError.Create(Named(Placed(error.Message, options, name), options), Named(error.Advice, options));
        }
    }

    // "profiles.NAME.url must be …" becomes "--address must be …"; a name with a dot stands in brackets there.
    private static string Placed(string message, AddOptions options, string name)
    {
        foreach (var profile in (string[])[$"profiles.{name}", $"profiles[\"{name}\"]"])
        {
            foreach (var (key, option) in OptionsOf(options))
            {
                if (message.StartsWith($"{profile}.{key}", StringComparison.Ordinal))
                {
                    return option.Name + Within(message[(profile.Length + 1 + key.Length)..]);
                }
            }

            if (message.StartsWith(profile + " ", StringComparison.Ordinal))
            {
                var rest = message[profile.Length..];
                return rest.StartsWith(" is ", StringComparison.Ordinal)
                    ? $"'{name}'{rest}"
                    : $"The profile '{name}'{rest}";
            }
        }

        return message;
    }

    // What stands below a key, such as the name of a header: ".X-Title must be …" or ["a.b"] must be ….
    private static string Within(string rest) =>
        rest.StartsWith('.') ? $" {rest[1..]}"
        : rest.StartsWith("[\"", StringComparison.Ordinal)
            ? $" {rest[2..].Replace("\"]", "", StringComparison.Ordinal)}"
        : rest;

    // Keys that a sentence names in quotes.
    private static string Named(string text, AddOptions options)
    {
        foreach (var (key, option) in OptionsOf(options))
        {
            text = text.Replace($"\"{key}\"", option.Name, StringComparison.Ordinal);
        }

        return text;
    }

    private static (string Key, Option Option)[] OptionsOf(AddOptions options) =>
        [
            ("kind", options.Kind),
            ("url", options.Address),
            ("key", options.Key),
            ("model", options.Model),
            ("strict", options.Strict),
            ("organization", options.Organization),
            ("project", options.Project),
            ("apiVersion", options.ApiVersion),
            ("deployments", options.Deployment),
            ("headers", options.Header),
            ("retries", options.Retries),
            ("proxy", options.Proxy),
        ];
}
