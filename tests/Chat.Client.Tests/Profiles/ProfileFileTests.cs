using System.Text;
using Chat.Client.Profiles;
using Chat.Client.Secrets;
using Chat.Client.Tests.Support;
using Chat.Core.Errors;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Client.Tests.Profiles;

public sealed class ProfileFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-profiles-");

    private string FilePath => Path.Combine(_folder.FullName, "config", "profiles.json");

    [Fact]
    public void A_missing_file_has_no_profiles()
    {
        var file = ProfileFile.Load(FilePath);
        Assert.Empty(file.Profiles);
        Assert.Equal(FilePath, file.Path);
        Assert.False(Directory.Exists(Path.GetDirectoryName(FilePath)));
    }

    [Fact]
    public void What_is_saved_is_loaded_and_a_second_save_changes_nothing()
    {
        var file = ProfileFileReader.Read(FilePath, Encoding.UTF8.GetBytes(ProfileExamples.Full));
        file.Save();
        var text = File.ReadAllText(FilePath);
        var loaded = ProfileFile.Load(FilePath);
        Assert.Equal((file.Schema, file.Comment, file.Default), (loaded.Schema, loaded.Comment, loaded.Default));
        Assert.Equal(file.Profiles.Select(Describe), loaded.Profiles.Select(Describe));
        loaded.Save();
        Assert.Equal(text, File.ReadAllText(FilePath));
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_is_added_replaced_and_removed()
    {
        var file = ProfileFile.Load(FilePath).Add(Profile("a")).Add(Profile("b")).Add(Profile("c"));
        file = file.Add(Profile("B") with { Model = "m" }) with { Default = "C" };
        Assert.Equal(["a", "B", "c"], file.Profiles.Select(profile => profile.Name));
        Assert.Equal("m", file.Profiles[1].Model);
        Assert.Equal("C", file.Remove("a").Default);
        var less = file.Remove("c");
        Assert.Equal(["a", "B"], less.Profiles.Select(profile => profile.Name));
        Assert.Null(less.Default);
    }

    [Fact]
    public void Removing_what_is_not_there_offers_the_nearest_name()
    {
        var error = Refused(
            ChatErrorKind.NotFound,
            () => ProfileFile.Load(FilePath).Add(Profile("openai")).Remove("opnai")
        );
        Assert.Contains("openai", error.Advice, StringComparison.Ordinal);
        Refused(ChatErrorKind.NotFound, () => ProfileFile.Load(FilePath).Remove("x"));
    }

    [Fact]
    public void A_profile_that_is_not_sound_is_not_added()
    {
        var file = ProfileFile.Load(FilePath);
        ChatProfile[] wrong =
        [
            Profile("local"),
            Profile("a/b"),
            Profile(""),
            Profile("x") with
            {
                Kind = ProfileKind.Azure,
            },
            Profile("x") with
            {
                Retries = 11,
            },
            Profile("x") with
            {
                Model = "a\nb",
            },
            Profile("x") with
            {
                Url = new Uri("http://me:canary-7c1f0e@h/"),
            },
            Profile("x") with
            {
                Headers = [new ProfileHeader { Name = "X-Key", Text = ProfileExamples.Canary }],
            },
            Profile("x") with
            {
                Timeouts = new ProfileTimeouts { Idle = TimeSpan.Zero },
            },
        ];
        foreach (var profile in wrong)
        {
            var error = Refused(ChatErrorKind.InvalidRequest, () => file.Add(profile));
            Assert.StartsWith(
                "profiles.",
                error.Message.Replace("[\"\"]", ".", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(
            "http://h/v1/",
            file.Add(Profile("x") with { Url = new Uri("http://h/v1") }).Profiles[0].Url?.AbsoluteUri
        );
    }

    [SkippableFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_new_file_belongs_to_its_owner_alone_and_an_old_one_keeps_its_mode()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no mode bits.");
        ProfileFile.Load(FilePath).Add(Profile("a")).Save();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(FilePath, shared);
        ProfileFile.Load(FilePath).Add(Profile("b")).Save();
        Assert.Equal(shared, File.GetUnixFileMode(FilePath));
    }

    [SkippableFact]
    public void A_link_stays_a_link()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a right of their own on Windows.");
        var target = Path.Combine(_folder.FullName, "target.json");
        File.WriteAllText(target, "{}");
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.CreateSymbolicLink(FilePath, target);
        ProfileFile.Load(FilePath).Add(Profile("a")).Save();
        Assert.NotNull(new FileInfo(FilePath).LinkTarget);
        Assert.Single(ProfileFile.Load(target).Profiles);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_no_draft()
    {
        ProfileFile.Load(FilePath).Add(Profile("a")).Save();
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(Path.GetDirectoryName(FilePath)!));

        // A folder in the file's place: the draft can be written, but not moved.
        var place = Path.Combine(_folder.FullName, "taken");
        Directory.CreateDirectory(Path.Combine(place, "inside"));
        Refused(ChatErrorKind.Permission, () => new ProfileFile { Path = place }.Save());
        Assert.Equal(
            ["config", "taken"],
            Directory.GetFileSystemEntries(_folder.FullName).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public void What_cannot_be_a_profiles_file_is_refused()
    {
        Assert.Contains(
            "folder",
            Refused(ChatErrorKind.InvalidRequest, () => ProfileFile.Load(_folder.FullName)).Message,
            StringComparison.Ordinal
        );
        var path = Path.Combine(_folder.FullName, "large.json");
        File.WriteAllText(path, "{}" + new string(' ', (1024 * 1024) - 2));
        Assert.Empty(ProfileFile.Load(path).Profiles);
        File.AppendAllText(path, " ");
        Assert.Contains(
            "1 MiB",
            Refused(ChatErrorKind.InvalidRequest, () => ProfileFile.Load(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_time_limit_is_kept_to_the_millisecond()
    {
        for (var milliseconds = 1; milliseconds <= 2000; milliseconds++)
        {
            var idle = new TimeSpan(0, 13, 48, 30, milliseconds);
            var profile = Profile("x") with { Timeouts = new ProfileTimeouts { Idle = idle } };
            Assert.Equal(
                idle,
                new ProfileFile { Path = "" }
                    .Add(profile)
                    .Profiles[0]
                    .Timeouts.Idle
            );
        }
    }

    [Fact]
    public void Any_sound_profile_is_read_back_as_it_was_written()
    {
        var texts = Gen.Elements("aZ9/:.-_\\\"'<é ".ToCharArray())
            .NonEmptyListOf()
            .Select(letters => string.Concat(letters).Trim());
        var seconds = Gen.Choose(0, 86_400_000)
            .Select(count => count == 0 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(count));
        var profiles =
            from kind in Gen.Elements(ProfileKind.All.ToArray())
            from model in texts
            from idle in seconds
            from total in seconds
            from retries in Gen.Choose(-1, 10)
            from strict in Gen.Elements(true, false)
            from key in Gen.Elements("env:A", "file:/a b/é", "vault:x")
            select Profile("x") with
            {
                Kind = kind,
                Model = model.Length == 0 ? null : model,
                Timeouts = new ProfileTimeouts { Idle = idle, Total = total },
                Strict = strict,
                Retries = retries < 0 || kind == ProfileKind.Local ? null : retries,
                Url = kind == ProfileKind.Local ? null : new Uri("http://h:1/v1/"),
                Key = kind == ProfileKind.Local ? null : SecretReference.Parse(key),
            };
        Check.One(
            Properties.Of(300),
            Prop.ForAll(
                profiles.ToArbitrary(),
                profile =>
                    Describe(
                        new ProfileFile { Path = "" }
                            .Add(profile)
                            .Profiles[0]
                    ) == Describe(profile)
            )
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ChatProfile Profile(string name) => new() { Name = name, Kind = ProfileKind.OpenAI };

    // A record prints its members, but not those of its lists.
    private static string Describe(ChatProfile profile) =>
        $"{profile} {string.Join(',', profile.Headers)} {string.Join(',', profile.Deployments)}";

    private static ChatException Refused(ChatErrorKind kind, Action action)
    {
        var error = Assert.Throws<ChatException>(action);
        Assert.Equal(kind, error.Kind);
        Assert.DoesNotContain(ProfileExamples.Canary, error + error.Advice, StringComparison.Ordinal);
        return error;
    }
}
