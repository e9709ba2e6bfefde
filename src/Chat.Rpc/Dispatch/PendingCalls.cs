using System.Text.Json.Serialization.Metadata;
using Chat.Core.Errors;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Dispatch;

/// <summary>Our requests that wait for answers, by id; bounded by who makes them.</summary>
internal sealed class PendingCalls
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RpcId, PendingCall> _calls = [];
    private ChatException? _lost;
    private long _lastId;

    /// <summary>Adds a call.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="type">The JSON of the result.</param>
    /// <exception cref="ChatException">The connection has ended.</exception>
    public TypedPendingCall<T> Add<T>(string method, JsonTypeInfo<T> type)
        where T : class
    {
        lock (_gate)
        {
            if (_lost is not null)
            {
                throw Again(_lost);
            }

            var call = new TypedPendingCall<T>(type) { Id = new RpcId(++_lastId), Method = method };
            _calls.Add(call.Id, call);
            return call;
        }
    }

    /// <summary>Takes a call out.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The call; null when none of the id waits.</returns>
    public PendingCall? Take(RpcId? id)
    {
        lock (_gate)
        {
            return id is { } known && _calls.Remove(known, out var call) ? call : null;
        }
    }

    /// <summary>Fails all calls, those to come too.</summary>
    /// <param name="lost">Why.</param>
    public void Lose(ChatException lost)
    {
        PendingCall[] calls;
        lock (_gate)
        {
            if (_lost is not null)
            {
                return;
            }

            _lost = lost;
            calls = [.. _calls.Values];
            _calls.Clear();
        }

        foreach (var call in calls)
        {
            call.Fail(Again(lost));
        }
    }

    // One exception object is not thrown to several callers: each adds its own stack.
    private static ChatException Again(ChatException lost) =>
        new(lost.Kind, lost.Message, lost.Advice, lost.InnerException)
        {
            IsRetryable = lost.IsRetryable,
            RetryAfter = lost.RetryAfter,
        };
}
