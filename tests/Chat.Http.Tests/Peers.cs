using Chat.Http.Connections;

namespace Chat.Http.Tests;

/// <summary>Servers that tests speak of.</summary>
internal static class Peers
{
    /// <summary>A key that no output may show.</summary>
    public const string Secret = "sk-Canary+7/f3&9\"1";

    public static Peer Example { get; } =
        new(new Uri("https://user@api.example/v1/chat?x=1"), [new Chat.Core.Secrets.Secret(Secret)]);
}
