using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Http.Connections;

/// <summary>The platform's own check of a server's certificate, with a refusal that says whose certificate it was and what is wrong.</summary>
internal static class CertificateCheck
{
    /// <summary>Accepts exactly what the platform accepts.</summary>
    /// <param name="sender">Not used.</param>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="chain">Its chain, as the platform built it.</param>
    /// <param name="errors">What the platform found.</param>
    /// <returns>True when the platform found nothing.</returns>
    /// <exception cref="UntrustedCertificateException">The platform found something.</exception>
    public static bool Validate(
        object sender,
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors errors
    ) =>
        errors == SslPolicyErrors.None
            ? true
            : throw new UntrustedCertificateException(certificate?.Subject ?? "", Reason(certificate, chain, errors));

    private static string Reason(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the server showed none";
        }

        var reasons = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add("it is for another host");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var status = (chain?.ChainStatus ?? []).Aggregate(
                X509ChainStatusFlags.NoError,
                (all, one) => all | one.Status
            );
            reasons.Add(ChainReason(certificate, status));
        }

        return string.Join(" and ", reasons);
    }

    private static string ChainReason(X509Certificate? certificate, X509ChainStatusFlags status)
    {
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return "it is out of date or not yet valid";
        }

        if (status.HasFlag(X509ChainStatusFlags.Revoked))
        {
            return "it was revoked";
        }

        if (status.HasFlag(X509ChainStatusFlags.UntrustedRoot) || status.HasFlag(X509ChainStatusFlags.PartialChain))
        {
            return
                certificate is not null
                && string.Equals(certificate.Subject, certificate.Issuer, StringComparison.Ordinal)
                ? "it is signed by itself"
                : "this machine does not trust who signed it";
        }

        return $"its chain is not valid ({status})";
    }
}
