using Chat.Daemon.Settings;

namespace Chat.Daemon.Tests.Settings;

public sealed class ChatFoldersTests
{
    private static readonly string Root = Path.GetPathRoot(Path.GetTempPath())!;
    private static readonly string User = Path.Combine(Root, "users", "me");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Chat_home_moves_everything(bool windows)
    {
        var home = Path.Combine(Root, "chat home");
        var folders = Find(windows, ("CHAT_HOME", home), ("XDG_CACHE_HOME", Root), ("LOCALAPPDATA", Root));
        Assert.Equal(Path.Combine(home, "config"), folders.Config);
        Assert.Equal(Path.Combine(home, "data", "models"), folders.Models);
        Assert.Equal(Path.Combine(home, "cache"), folders.Cache);
        Assert.Equal(Path.Combine(home, "run"), folders.Run);
    }

    [Fact]
    public void A_relative_chat_home_is_made_absolute() =>
        Assert.Equal(Path.GetFullPath("here/cache"), Find(windows: false, ("CHAT_HOME", "here")).Cache);

    [Fact]
    public void Unix_follows_the_xdg_defaults()
    {
        var folders = Find(windows: false, ("CHAT_HOME", " "));
        Assert.Equal(Path.Combine(User, ".config", "chat"), folders.Config);
        Assert.Equal(Path.Combine(User, ".local", "share", "chat", "models"), folders.Models);
        Assert.Equal(Path.Combine(User, ".cache", "chat"), folders.Cache);
    }

    [Fact]
    public void Unix_follows_the_xdg_variables()
    {
        var folders = Find(
            windows: false,
            ("XDG_CONFIG_HOME", Path.Combine(Root, "c")),
            ("XDG_DATA_HOME", Path.Combine(Root, "d")),
            ("XDG_CACHE_HOME", Path.Combine(Root, "e")),
            ("XDG_RUNTIME_DIR", Path.Combine(Root, "r"))
        );
        Assert.Equal(Path.Combine(Root, "c", "chat"), folders.Config);
        Assert.Equal(Path.Combine(Root, "d", "chat", "models"), folders.Models);
        Assert.Equal(Path.Combine(Root, "e", "chat"), folders.Cache);
        Assert.Equal(Path.Combine(Root, "r", "chat"), folders.Run);
    }

    [Fact]
    public void A_relative_xdg_variable_is_ignored() =>
        Assert.Equal(Path.Combine(User, ".cache", "chat"), Find(windows: false, ("XDG_CACHE_HOME", "relative")).Cache);

    [Fact]
    public void Windows_keeps_settings_roaming_and_the_rest_local()
    {
        var roaming = Path.Combine(Root, "roaming");
        var local = Path.Combine(Root, "local");
        var folders = Find(windows: true, ("APPDATA", roaming), ("LOCALAPPDATA", local));
        Assert.Equal(Path.Combine(roaming, "chat", "config"), folders.Config);
        Assert.Equal(Path.Combine(local, "chat", "data", "models"), folders.Models);
        Assert.Equal(Path.Combine(local, "chat", "cache"), folders.Cache);
    }

    [Fact]
    public void Without_a_user_folder_the_folders_are_temporary()
    {
        var folders = ChatFolders.Find(_ => null, "", windows: false);
        Assert.StartsWith(Path.GetTempPath(), folders.Cache, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_read_once_and_blank_means_unset()
    {
        var settings = ChatSettings.Read(name => name == "CHAT_NATIVE" ? "libs" : " ", User);
        Assert.Equal(Path.GetFullPath("libs"), settings.NativeFolder);
        Assert.Null(settings.Model);
    }

    private static ChatFolders Find(bool windows, params (string Name, string Value)[] variables) =>
        ChatFolders.Find(name => Array.Find(variables, pair => pair.Name == name).Value, User, windows);
}
