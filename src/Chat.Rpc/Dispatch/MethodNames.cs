using System.Collections.Frozen;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>One string for each name of the protocol, so that reading a message makes none.</summary>
internal static class MethodNames
{
    /// <summary>The longest method name, in UTF-16 code units.</summary>
    public const int MaxLength = 128;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        RpcMethods.Initialize.Name,
        RpcMethods.Shutdown.Name,
        RpcMethods.ChatComplete.Name,
        RpcMethods.CompletionInline.Name,
        RpcMethods.ModelsList.Name,
        RpcMethods.ModelsLoad.Name,
        RpcMethods.ModelsUnload.Name,
        RpcMethods.ModelsPull.Name,
        RpcMethods.TokensCount.Name,
        RpcMethods.ProfilesList.Name,
        RpcMethods.ProfilesTest.Name,
        RpcMethods.StatusGet.Name,
        RpcMethods.EngineStop.Name,
        RpcNotifications.Initialized.Name,
        RpcNotifications.Exit.Name,
        RpcNotifications.Cancel.Name,
        RpcNotifications.Progress.Name,
        RpcNotifications.ChatChunk.Name,
        RpcNotifications.ChatAck.Name,
        RpcNotifications.StatusChanged.Name,
        RpcNotifications.EngineClosing.Name
    );

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> All => Known.Items;

    /// <summary>The name as a string.</summary>
    /// <param name="name">The name.</param>
    public static string Shared(ReadOnlySpan<char> name) =>
        Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known) ? known : new string(name);
}
