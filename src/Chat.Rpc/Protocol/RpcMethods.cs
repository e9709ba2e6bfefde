namespace Chat.Rpc.Protocol;

/// <summary>The requests of the protocol.</summary>
public static class RpcMethods
{
    /// <summary>Begins a connection; nothing else is answered before it.</summary>
    public static RpcMethod<InitializeParams, InitializeResult> Initialize { get; } = new("initialize");

    /// <summary>Ends the work; after it only <c>exit</c> is heeded.</summary>
    public static RpcMethod<NoFields, NoFields> Shutdown { get; } = new("shutdown");

    /// <summary>Completes a chat.</summary>
    public static RpcMethod<ChatCompleteParams, ChatCompleteResult> ChatComplete { get; } = new("chat/complete");

    /// <summary>Proposes text at a cursor.</summary>
    public static RpcMethod<InlineParams, InlineResult> CompletionInline { get; } = new("completion/inline");

    /// <summary>Lists models.</summary>
    public static RpcMethod<ModelsListParams, ModelsListResult> ModelsList { get; } = new("models/list");

    /// <summary>Loads a model into memory.</summary>
    public static RpcMethod<ModelParams, ModelResult> ModelsLoad { get; } = new("models/load");

    /// <summary>Takes a model out of memory.</summary>
    public static RpcMethod<ModelParams, ModelResult> ModelsUnload { get; } = new("models/unload");

    /// <summary>Downloads a model.</summary>
    public static RpcMethod<ModelParams, ModelResult> ModelsPull { get; } = new("models/pull");

    /// <summary>Counts tokens.</summary>
    public static RpcMethod<TokensCountParams, TokensCountResult> TokensCount { get; } = new("tokens/count");

    /// <summary>Lists profiles.</summary>
    public static RpcMethod<NoFields, ProfilesListResult> ProfilesList { get; } = new("profiles/list");

    /// <summary>Asks a profile's server whether it is there.</summary>
    public static RpcMethod<ProfilesTestParams, ProfilesTestResult> ProfilesTest { get; } = new("profiles/test");

    /// <summary>Tells how the engine is.</summary>
    public static RpcMethod<NoFields, StatusResult> StatusGet { get; } = new("status/get");

    /// <summary>Ends an engine host. Its shape never changes, whatever the protocol's version: a newer program ends an older host with it.</summary>
    public static RpcMethod<EngineStopParams, NoFields> EngineStop { get; } = new("engine/stop");
}
