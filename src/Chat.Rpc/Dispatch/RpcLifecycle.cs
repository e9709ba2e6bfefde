using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>
/// What a server answers when: nothing before <c>initialize</c>, nothing after <c>shutdown</c>. Source: LSP 3.17, "Server lifecycle". A
/// client is not bound by it. Safe for use by several threads.
/// </summary>
/// <param name="role">Which end this is.</param>
internal sealed class RpcLifecycle(RpcRole role)
{
    private readonly Lock _gate = new();
    private bool _isStarted = role == RpcRole.Client;
    private bool _isOpen = role == RpcRole.Client;
    private bool _isDown;

    /// <summary>True once <c>shutdown</c> came.</summary>
    public bool IsDown
    {
        get
        {
            lock (_gate)
            {
                return _isDown;
            }
        }
    }

    /// <summary>Whether notifications are heeded; <c>exit</c> always is.</summary>
    public bool HeedsNotifications
    {
        get
        {
            lock (_gate)
            {
                return _isStarted;
            }
        }
    }

    /// <summary>Whether a request may be answered now.</summary>
    /// <param name="method">The method.</param>
    /// <returns>Why not; null when it may.</returns>
    public RpcError? Admit(string method)
    {
        lock (_gate)
        {
            if (_isDown)
            {
                return RpcErrors.Invalid($"{method} came after shutdown.");
            }

            if (role == RpcRole.Client)
            {
                return null;
            }

            if (string.Equals(method, RpcMethods.Initialize.Name, StringComparison.Ordinal))
            {
                var isSecond = _isStarted;
                _isStarted = true;
                return isSecond ? RpcErrors.Invalid("initialize came twice.") : null;
            }

            return _isOpen ? null : NotInitialized(method);
        }
    }

    /// <summary>The answer to <c>initialize</c> is made.</summary>
    /// <param name="isResult">True when it is a result; after an error the client may try again.</param>
    public void Initialized(bool isResult)
    {
        lock (_gate)
        {
            _isOpen = isResult;
            _isStarted = isResult;
        }
    }

    /// <summary><c>shutdown</c> came.</summary>
    public void ShutDown()
    {
        lock (_gate)
        {
            _isDown = true;
        }
    }

    private static RpcError NotInitialized(string method) =>
        RpcErrors.Of(
            RpcErrorCodes.NotInitialized,
            ChatErrorKind.Protocol,
            $"{method} came before initialize was answered.",
            "Send initialize first, and wait for its answer."
        );
}
