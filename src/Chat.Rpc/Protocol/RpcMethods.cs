namespace Chat.Rpc.Protocol;

/// <summary>The requests of the protocol.</summary>
public static class RpcMethods
{
    /// <summary>Begins a connection; nothing else is answered before it.</summary>
    public static RpcMethod<InitializeParams, InitializeResult> Initialize { get; } =
        new("initialize", RpcJsonContext.Default.InitializeParams, RpcJsonContext.Default.InitializeResult);

    /// <summary>Ends the work; after it only <c>exit</c> is heeded.</summary>
    public static RpcMethod<NoFields, NoFields> Shutdown { get; } =
        new("shutdown", RpcJsonContext.Default.NoFields, RpcJsonContext.Default.NoFields);

    /// <summary>Completes a chat.</summary>
    public static RpcMethod<ChatCompleteParams, ChatCompleteResult> ChatComplete { get; } =
        new("chat/complete", RpcJsonContext.Default.ChatCompleteParams, RpcJsonContext.Default.ChatCompleteResult);

    /// <summary>Proposes text at a cursor.</summary>
    public static RpcMethod<InlineParams, InlineResult> CompletionInline { get; } =
        new("completion/inline", RpcJsonContext.Default.InlineParams, RpcJsonContext.Default.InlineResult);

    /// <summary>Lists models.</summary>
    public static RpcMethod<ModelsListParams, ModelsListResult> ModelsList { get; } =
        new("models/list", RpcJsonContext.Default.ModelsListParams, RpcJsonContext.Default.ModelsListResult);

    /// <summary>Loads a model into memory.</summary>
    public static RpcMethod<ModelParams, ModelResult> ModelsLoad { get; } =
        new("models/load", RpcJsonContext.Default.ModelParams, RpcJsonContext.Default.ModelResult);

    /// <summary>Takes a model out of memory.</summary>
    public static RpcMethod<ModelParams, ModelResult> ModelsUnload { get; } =
        new("models/unload", RpcJsonContext.Default.ModelParams, RpcJsonContext.Default.ModelResult);

    /// <summary>Downloads a model.</summary>
    public static RpcMethod<ModelParams, ModelResult> ModelsPull { get; } =
        new("models/pull", RpcJsonContext.Default.ModelParams, RpcJsonContext.Default.ModelResult);

    /// <summary>Counts tokens.</summary>
    public static RpcMethod<TokensCountParams, TokensCountResult> TokensCount { get; } =
        new("tokens/count", RpcJsonContext.Default.TokensCountParams, RpcJsonContext.Default.TokensCountResult);

    /// <summary>Lists profiles.</summary>
    public static RpcMethod<NoFields, ProfilesListResult> ProfilesList { get; } =
        new("profiles/list", RpcJsonContext.Default.NoFields, RpcJsonContext.Default.ProfilesListResult);

    /// <summary>Asks a profile's server whether it is there.</summary>
    public static RpcMethod<ProfilesTestParams, ProfilesTestResult> ProfilesTest { get; } =
        new("profiles/test", RpcJsonContext.Default.ProfilesTestParams, RpcJsonContext.Default.ProfilesTestResult);

    /// <summary>Tells how the engine is.</summary>
    public static RpcMethod<NoFields, StatusResult> StatusGet { get; } =
        new("status/get", RpcJsonContext.Default.NoFields, RpcJsonContext.Default.StatusResult);
}
