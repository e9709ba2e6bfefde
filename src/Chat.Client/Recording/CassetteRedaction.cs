using System.Text.RegularExpressions;
using Chat.Core.Errors;
using Chat.Core.Secrets;

namespace Chat.Client.Recording;

/// <summary>
/// What is taken out of a cassette before it is written: known secrets in any form that <see cref="SecretRedactor"/> finds, the values of
/// fields named like the headers and options that hold keys, and what the caller's own rules match. <see cref="Secret.Mask"/> stands
/// in their places.
/// </summary>
public sealed class CassetteRedaction
{
    /// <summary>The most rules of the caller's own.</summary>
    public const int MaxRules = 64;

    // Without "token": log probabilities name each token of the answer so.
    private static readonly HashSet<string> SecretFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "accesstoken",
        "apikey",
        "authorization",
        "authtoken",
        "clientsecret",
        "cookie",
        "ocpapimsubscriptionkey",
        "password",
        "privatekey",
        "proxyauthorization",
        "refreshtoken",
        "secretkey",
        "setcookie",
        "xapikey",
        "xauthtoken",
        "xgoogapikey",
    };

    private readonly SecretRedactor _secrets;
    private readonly Regex[] _rules;

    /// <summary>Prepares a redaction.</summary>
    /// <param name="secrets">Looks for the secrets that are known, such as the key of the profile.</param>
    /// <param name="rules">Patterns of what else is to be masked, at most <see cref="MaxRules"/>. Each has a match timeout.</param>
    /// <exception cref="ArgumentException">There are more rules than that, or one has no match timeout.</exception>
    public CassetteRedaction(SecretRedactor secrets, params IReadOnlyList<Regex> rules)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Count > MaxRules)
        {
            throw new ArgumentException($"More than {MaxRules} rules.", nameof(rules));
        }

        if (rules.Any(rule => rule.MatchTimeout == Regex.InfiniteMatchTimeout))
        {
            throw new ArgumentException("A rule has no match timeout.", nameof(rules));
        }

        _secrets = secrets;
        _rules = [.. rules];
    }

    /// <summary>Masks the named fields alone: no secret is known and there are no rules.</summary>
    internal static CassetteRedaction FieldsOnly { get; } = new(new SecretRedactor([]));

    /// <summary>Masks secrets and what the rules match.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ChatException">A rule took longer than its match timeout: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    internal string Redact(string text)
    {
        var redacted = _secrets.Redact(text);
        foreach (var rule in _rules)
        {
            try
            {
                redacted = rule.Replace(redacted, Secret.Mask);
            }
            catch (RegexMatchTimeoutException error)
            {
                throw new ChatException(
                    ChatErrorKind.InvalidRequest,
                    $"A redaction rule took longer than its {rule.MatchTimeout.TotalSeconds} s on a text of {text.Length} characters.",
                    "Write the pattern so that it does not backtrack, or give it more time.",
                    error
                );
            }
        }

        return redacted;
    }

    /// <summary>Tells whether a field has the name of one that holds a key. Case, hyphens and underscores do not count.</summary>
    /// <param name="name">The field's name.</param>
    internal static bool IsSecretField(string name) =>
        SecretFields.Contains(
            name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)
        );
}
