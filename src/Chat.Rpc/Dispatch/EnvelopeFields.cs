namespace Chat.Rpc.Dispatch;

/// <summary>The fields of a message that dispatch looks at.</summary>
[Flags]
internal enum EnvelopeFields
{
    /// <summary>Another field.</summary>
    None = 0,

    /// <summary><c>jsonrpc</c>.</summary>
    Version = 1,

    /// <summary><c>id</c>.</summary>
    Id = 2,

    /// <summary><c>method</c>.</summary>
    Method = 4,

    /// <summary><c>params</c>.</summary>
    Params = 8,

    /// <summary><c>result</c>.</summary>
    Result = 16,

    /// <summary><c>error</c>.</summary>
    Error = 32,
}
