using System.Security.Authentication;

namespace Chat.Http.Connections;

/// <summary>A server's certificate did not pass the platform's check.</summary>
/// <param name="subject">Whose certificate it says it is; may be empty.</param>
/// <param name="reason">What is wrong with it, as half a sentence.</param>
internal sealed class UntrustedCertificateException(string subject, string reason)
    : AuthenticationException($"The certificate of \"{subject}\" was refused: {reason}.")
{
    /// <summary>Whose certificate it says it is; may be empty.</summary>
    public string Subject { get; } = subject;

    /// <summary>What is wrong with it, as half a sentence.</summary>
    public string Reason { get; } = reason;
}
