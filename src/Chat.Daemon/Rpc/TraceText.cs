using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Chat.Core.Errors;
using Chat.Core.Secrets;
using Chat.Daemon.Routing;

namespace Chat.Daemon.Rpc;

/// <summary>
/// Shows messages without secrets: the keys of all profiles in every form, and what stands after <c>Bearer</c>. Keys are looked up again when
/// the profiles file changed. Members may be called from several threads at once.
/// </summary>
/// <param name="host">The process.</param>
internal sealed partial class TraceText(CommandHost host)
{
    /// <summary>The most characters that are shown of a message.</summary>
    public const int MaxShown = 4096;

    // Looked at before it is cut, so that no secret is cut in two and shown in part. No secret is that long.
    private const int MaxRead = MaxShown + 16 * 1024;

    private readonly Lock _gate = new();
    private SecretRedactor? _redactor;
    private FileStamp _stamp;

    /// <summary>Shows a message.</summary>
    /// <param name="body">Its body.</param>
    public string Show(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxRead)]);
        var shown = Bearer().Replace(Redactor().Redact(text), "${scheme}" + Secret.Mask);
        return body.Length <= MaxShown && shown.Length <= MaxShown
            ? shown
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{shown.AsSpan(0, Math.Min(shown.Length, MaxShown))}… ({body.Length} bytes)"
            );
    }

    [GeneratedRegex(
        "(?<scheme>bearer\\s+)[A-Za-z0-9._~+/=-]{4,}",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Bearer();

    private SecretRedactor Redactor()
    {
        lock (_gate)
        {
            var stamp = FileStamp.Of(host.Settings.ProfilesFile);
            if (_redactor is null || stamp != _stamp)
            {
                _redactor = new SecretRedactor(Secrets());
                _stamp = stamp;
            }

            return _redactor;
        }
    }

    private List<Secret> Secrets()
    {
        var secrets = new List<Secret>();
        try
        {
            var resolver = DoorBackends.Secrets(host);
            foreach (var reference in DoorBackends.ProfilesOf(host).Profiles.SelectMany(ProfileSecrets.Of).Distinct())
            {
                try
                {
                    secrets.Add(resolver.Resolve(reference));
                }
                catch (ChatException)
                {
                    // A key that cannot be had is sent nowhere; the request that needs it is told.
                }
            }
        }
        catch (ChatException)
        {
            // Without profiles no request goes out, and each is told why.
        }

        return secrets.Count <= SecretRedactor.MaxSecrets ? secrets : secrets[..SecretRedactor.MaxSecrets];
    }
}
