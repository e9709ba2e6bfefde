// The one file that reads the environment: everything else gets ChatSettings.
#pragma warning disable RS0030

namespace Chat.Daemon.Settings;

/// <summary>The environment of this process.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Reads the settings of this process.</summary>
    public static ChatSettings ReadSettings() =>
        ChatSettings.Read(
            Environment.GetEnvironmentVariable,
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
        );
}
