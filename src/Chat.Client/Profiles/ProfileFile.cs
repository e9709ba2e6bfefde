using Chat.Core.Errors;
using Chat.Core.Text;

namespace Chat.Client.Profiles;

/// <summary>
/// The profiles file of a user, <c>config/profiles.json</c>: UTF-8 JSON, comments and trailing commas allowed. It holds no secret. A value of
/// this type never changes: each change makes a new one, and <see cref="Save"/> writes it.
/// </summary>
public sealed record ProfileFile
{
    /// <summary>Where the file is.</summary>
    public required string Path { get; init; }

    /// <summary>The address of the schema, kept as found (<c>$schema</c>).</summary>
    public string? Schema { get; init; }

    /// <summary>A remark, kept as found (<c>$comment</c>).</summary>
    public string? Comment { get; init; }

    /// <summary>The name of the profile that is taken when none is named; null when the file names none.</summary>
    public string? Default { get; init; }

    /// <summary>The profiles, in the order of the file.</summary>
    public IReadOnlyList<ChatProfile> Profiles { get; init; } = [];

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>What it says; no profiles when there is no such file.</returns>
    /// <exception cref="ChatException">
    /// <see cref="ChatErrorKind.InvalidRequest"/> when anything in it is wrong, with file, line, column and key in the message, or it is
    /// larger than 1 MiB; <see cref="ChatErrorKind.Permission"/> when it may not be read.
    /// </exception>
    public static ProfileFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ProfileStorage.Read(path) is { } bytes
            ? ProfileFileReader.Read(path, bytes)
            : new ProfileFile { Path = path };
    }

    /// <summary>Reads the file, changes it and writes it, while no other program that does the same can come between.</summary>
    /// <param name="path">The file's path. A file of that name and <c>.lock</c> is made beside it, and stays.</param>
    /// <param name="change">Makes the new one; what it throws is passed on, and nothing is written.</param>
    /// <returns>The new one.</returns>
    /// <exception cref="ChatException">
    /// As <see cref="Load"/> and <see cref="Save"/>; <see cref="ChatErrorKind.Permission"/> when another program changes the file at this moment.
    /// </exception>
    public static ProfileFile Change(string path, Func<ProfileFile, ProfileFile> change)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(change);
        using var held = ProfileStorage.Lock(path);
        var changed = change(Load(path));
        changed.Save();
        return changed;
    }

    /// <summary>Adds a profile, or replaces the one of the same name.</summary>
    /// <param name="profile">The profile; it is checked as if it stood in the file.</param>
    /// <returns>The file with it.</returns>
    /// <exception cref="ChatException">The profile is not sound: kind <see cref="ChatErrorKind.InvalidRequest"/>, with its key in the message.</exception>
    public ProfileFile Add(ChatProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var sound = ProfileFileReader
            .Read(path: null, ProfileFileWriter.Format(new ProfileFile { Path = "", Profiles = [profile] }))
            .Profiles[0];
        var index = IndexOf(profile.Name);
        return this with
        {
            Profiles = index < 0 ? [.. Profiles, sound] : [.. Profiles.Take(index), sound, .. Profiles.Skip(index + 1)],
        };
    }

    /// <summary>Takes a profile out. When it was the default, there is none after it.</summary>
    /// <param name="name">Its name; case does not count.</param>
    /// <returns>The file without it.</returns>
    /// <exception cref="ChatException">There is none of that name: kind <see cref="ChatErrorKind.NotFound"/>.</exception>
    public ProfileFile Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var index = IndexOf(name);
        if (index < 0)
        {
            var near = NearestNames.FindOne(name, Profiles.Select(profile => profile.Name));
            throw new ChatException(
                ChatErrorKind.NotFound,
                $"{Path} has no profile {ProfileTexts.Quote(name)}.",
                near is null ? "List the profiles to see their names." : $"Did you mean {near}?"
            );
        }

        return this with
        {
            Default = string.Equals(Default, name, StringComparison.OrdinalIgnoreCase) ? null : Default,
            Profiles = [.. Profiles.Take(index), .. Profiles.Skip(index + 1)],
        };
    }

    /// <summary>
    /// Writes the file whole, so that a reader sees the old one or the new one and never a part. Comments and layout of the old one are lost;
    /// <c>$schema</c> and <c>$comment</c> stay. A new file is made with mode 0600, an old one keeps its mode, and a link stays a link.
    /// </summary>
    /// <exception cref="ChatException">The file may not be written: kind <see cref="ChatErrorKind.Permission"/>.</exception>
    public void Save() => ProfileStorage.Write(Path, ProfileFileWriter.Format(this));

    private int IndexOf(string name)
    {
        for (var index = 0; index < Profiles.Count; index++)
        {
            if (string.Equals(Profiles[index].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }
}
