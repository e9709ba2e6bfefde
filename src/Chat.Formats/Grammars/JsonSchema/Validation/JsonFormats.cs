using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>The formats of strings that are checked, as JSON Schema 2020-12 names them.</summary>
internal static class JsonFormats
{
    private const int MostEmailLocal = 64;
    private const int MostHostname = 253;
    private const int MostLabel = 63;

    /// <summary>Whether a text has a format.</summary>
    /// <param name="format">The format's name.</param>
    /// <param name="text">The text.</param>
    /// <returns>Null when the format is not known.</returns>
    public static bool? IsMatch(string format, string text) =>
        format switch
        {
            "date" => IsDate(text),
            "time" => IsTime(text),
            "date-time" => text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]),
            "duration" => DurationCheck.IsDuration(text),
            "uuid" => text.Length == 36 && Guid.TryParseExact(text, "D", out _),
            "ipv4" => IsIpv4(text),
            "ipv6" => text.All(character => char.IsAsciiHexDigit(character) || character is ':' or '.')
                && IPAddress.TryParse(text, out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6,
            "hostname" => IsHostname(text),
            "email" => IsEmail(text),
            "uri" => IsUri(text),
            _ => null,
        };

    private static bool IsDate(string text) =>
        text.Length == 10
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsTime(string text)
    {
        if (
            text.Length < 9
            || text[2] != ':'
            || text[5] != ':'
            || !Below(text, 0, 24)
            || !Below(text, 3, 60)
            || !Below(text, 6, 61)
        )
        {
            return false;
        }

        var rest = text.AsSpan(8);
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits < 1)
            {
                return false;
            }

            rest = rest[(digits + 1)..];
        }

        var zone = rest.ToString();
        return zone is "Z" or "z"
            || (
                zone.Length == 6 && zone[0] is '+' or '-' && zone[3] == ':' && Below(zone, 1, 24) && Below(zone, 4, 60)
            );
    }

    private static bool Below(string text, int index, int limit) =>
        char.IsAsciiDigit(text[index])
        && char.IsAsciiDigit(text[index + 1])
        && ((text[index] - '0') * 10) + text[index + 1] - '0' < limit;

    private static bool IsIpv4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4
            && parts.All(part =>
                part.Length is >= 1 and <= 3
                && part.All(char.IsAsciiDigit)
                && (part.Length == 1 || part[0] != '0')
                && int.Parse(part, CultureInfo.InvariantCulture) <= 255
            );
    }

    private static bool IsHostname(string text) =>
        text.Length is > 0 and <= MostHostname
        && text.Split('.')
            .All(label =>
                label.Length is > 0 and <= MostLabel
                && label[0] != '-'
                && label[^1] != '-'
                && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            );

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= MostEmailLocal
            && IsHostname(text[(at + 1)..])
            && text[..at]
                .Split('.')
                .All(part =>
                    part.Length > 0
                    && part.All(character =>
                        char.IsAsciiLetterOrDigit(character)
                        || "!#$%&'*+/=?^_`{|}~-".Contains(character, StringComparison.Ordinal)
                    )
                );
    }

    private static bool IsUri(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && char.IsAsciiLetter(text[0])
            && text[..colon].All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '-' or '.')
            && text.All(character =>
                character is > ' ' and < '\x7F' && !"\"<>\\^`{|}".Contains(character, StringComparison.Ordinal)
            )
            && HasWholeEscapes(text);
    }

    // .NET's own check knows the schemes and refuses texts that RFC 3986 allows, so the characters are looked at here.
    private static bool HasWholeEscapes(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return false;
            }
        }

        return true;
    }
}
