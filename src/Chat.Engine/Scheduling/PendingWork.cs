using Chat.Core.Backends;

namespace Chat.Engine.Scheduling;

/// <summary>What a sequence waits for, as far as it decides who is in the next batch.</summary>
/// <param name="Priority">The priority of its request.</param>
/// <param name="Tokens">The tokens to be computed before its next one can be chosen, 1 or more; 1 is a running answer.</param>
internal readonly record struct PendingWork(RequestPriority Priority, int Tokens);
