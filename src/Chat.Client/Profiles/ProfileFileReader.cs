using System.Text.Unicode;
using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>Reads the bytes of a profiles file.</summary>
internal static class ProfileFileReader
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const string Restore = "Write {} into it, or remove it.";

    private static readonly string[] TopKeys = ["$schema", "$comment", "default", "profiles"];

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="path">The file's path, for messages; null to tell faults without a place.</param>
    /// <param name="bytes">The bytes, at most <see cref="MaxBytes"/>.</param>
    /// <returns>What the file says, with an empty path when <paramref name="path"/> is null.</returns>
    /// <exception cref="ChatException">
    /// Something in it is wrong: kind <see cref="ChatErrorKind.InvalidRequest"/>, with file, line, column and key in the message.
    /// </exception>
    public static ProfileFile Read(string? path, ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var source = new ProfileSource(path, text);
        if (!Utf8.IsValid(text.Span))
        {
            throw source.At(0, "", new ProfileFault("is not UTF-8 text", "Save it as UTF-8."));
        }

        if (text.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw source.At(0, "", new ProfileFault("is empty", Restore));
        }

        var json = PlacedJsonReader.Read(source);
        var file = new ProfileFile { Path = path ?? "" };
        foreach (var member in source.MembersOf(json))
        {
            file = member.Name switch
            {
                "$schema" => file with { Schema = source.TextOf(member.Value) },
                "$comment" => file with { Comment = source.TextOf(member.Value) },
                "default" => file with
                {
                    Default = ReadName(source, member.Value.Offset, member.Value, source.TextOf(member.Value)),
                },
                "profiles" => file with { Profiles = ReadProfiles(source, member.Value) },
                _ => throw source.UnknownKey(json, member, TopKeys),
            };
        }

        return file;
    }

    private static List<ChatProfile> ReadProfiles(ProfileSource source, PlacedJson json)
    {
        List<ChatProfile> profiles = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        var reader = new ProfileReader(source);
        foreach (var member in source.MembersOf(json))
        {
            var name = ReadName(source, member.Offset, member.Value, member.Name);
            if (name.Equals(ChatProfile.LocalName, StringComparison.OrdinalIgnoreCase))
            {
                throw source.At(
                    member.Offset,
                    member.Value.Path,
                    new ProfileFault("is the name of the built-in profile", "Choose another name.")
                );
            }

            if (!names.Add(name))
            {
                throw source.At(
                    member.Offset,
                    member.Value.Path,
                    new ProfileFault(
                        "is there twice: case does not count in it",
                        "Choose another name for one of them."
                    )
                );
            }

            profiles.Add(reader.Read(name, member.Value));
        }

        return profiles;
    }

    private static string ReadName(ProfileSource source, int offset, PlacedJson value, string name) =>
        ProfileTexts.IsName(name)
            ? name
            : throw source.At(
                offset,
                value.Path,
                new ProfileFault(
                    "is not a name of a profile",
                    $"Begin with a letter or digit, then use letters, digits, dots, underscores and hyphens, {ChatProfile.MaxNameLength} at most."
                )
            );
}
