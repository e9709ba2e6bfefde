namespace Chat.Core.Errors;

/// <summary>The closed list of what can go wrong. Every door maps each of these to its own form; <see cref="ChatErrorKinds"/> gives the wire names.</summary>
public enum ChatErrorKind
{
    /// <summary>A fault of this program. The default, so that an unset kind never passes for another.</summary>
    Internal = 0,

    /// <summary>The key is missing or was refused.</summary>
    Authentication,

    /// <summary>The key is good but may not do this; or a file may not be read.</summary>
    Permission,

    /// <summary>No such model, file or profile.</summary>
    NotFound,

    /// <summary>A field of the request is wrong.</summary>
    InvalidRequest,

    /// <summary>The prompt does not fit in the model's context window.</summary>
    ContextOverflow,

    /// <summary>Too many requests for now.</summary>
    RateLimited,

    /// <summary>The account's quota is spent.</summary>
    QuotaExceeded,

    /// <summary>The server or engine has too much to do for now.</summary>
    Overloaded,

    /// <summary>The connection failed.</summary>
    Connection,

    /// <summary>No connection within the limit.</summary>
    ConnectTimeout,

    /// <summary>No first token within the limit.</summary>
    FirstTokenTimeout,

    /// <summary>No further token within the limit.</summary>
    IdleTimeout,

    /// <summary>No full answer within the limit.</summary>
    TotalTimeout,

    /// <summary>The secure connection could not be set up.</summary>
    Tls,

    /// <summary>The peer sent what no dialect allows.</summary>
    Protocol,

    /// <summary>The stream was cut before it said why it ended.</summary>
    Incomplete,

    /// <summary>A filter refused the prompt or the answer.</summary>
    ContentFiltered,

    /// <summary>The engine process ended, or refused to run; or a server failed for reasons of its own, which it did not tell (status 500).</summary>
    EngineCrashed,

    /// <summary>The model file is damaged, is not a model, or is not the file it should be.</summary>
    ModelInvalid,

    /// <summary>The model file is sound but this engine cannot run it.</summary>
    ModelUnsupported,

    /// <summary>The model or its context does not fit in memory.</summary>
    OutOfMemory,

    /// <summary>A tool call was not allowed.</summary>
    ToolDenied,

    /// <summary>A tool call failed.</summary>
    ToolFailed,

    /// <summary>The caller's budget of tokens or cost is spent.</summary>
    BudgetExceeded,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
