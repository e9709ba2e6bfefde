namespace Chat.Rpc.EngineHost;

/// <summary>
/// The cause of a <see cref="Chat.Core.Errors.ChatException"/> when no engine host can run for want of a place: a folder that cannot be
/// written, a full disk, a program that cannot be started. Whoever can answer without a host may do so.
/// </summary>
/// <param name="message">One sentence: what is wrong.</param>
/// <param name="cause">The cause; null when there is none.</param>
public sealed class EngineHostUnavailableException(string message, Exception? cause) : IOException(message, cause);
