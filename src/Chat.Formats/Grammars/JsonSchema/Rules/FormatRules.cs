using Chat.Formats.Grammars.Gbnf;

namespace Chat.Formats.Grammars.JsonSchema.Rules;

/// <summary>
/// Rules for the formats of strings. Each gives only texts that have the format, not always all of them: no leap seconds, names of at most four labels,
/// addresses without comments. None of their characters needs an escape in JSON.
/// </summary>
internal static class FormatRules
{
    private const string Octet = """("25" [0-5] | "2" [0-4] [0-9] | "1" [0-9]{2} | [1-9]? [0-9])""";
    private const string Label = "[a-zA-Z0-9] ([a-zA-Z0-9-]{0,60} [a-zA-Z0-9])?";
    private const string UriCharacter = "[a-zA-Z0-9._~!$&'()*+,;=:@-] | \"%\" [0-9a-fA-F]{2}";

    /// <summary>Formats that say how a number or a text is stored or shown, and nothing of what it may be (OpenAPI 3.1).</summary>
    private static readonly HashSet<string> Free = new(StringComparer.Ordinal)
    {
        "float",
        "double",
        "byte",
        "binary",
        "password",
    };

    /// <summary>Adds the rule of a format.</summary>
    /// <param name="builder">Where rules go.</param>
    /// <param name="format">The format's name.</param>
    /// <returns>The rule's name, for the text between the quotes; null when the format is not known.</returns>
    public static string? Add(GbnfBuilder builder, string format) =>
        format switch
        {
            "date" => Date(builder),
            "time" => Time(builder),
            "date-time" => builder.Add("format-date-time", $"{Date(builder)} \"T\" {Time(builder)}"),
            "duration" => Duration(builder),
            "uuid" => builder.Add(
                "format-uuid",
                """[0-9a-fA-F]{8} "-" [0-9a-fA-F]{4} "-" [0-9a-fA-F]{4} "-" [0-9a-fA-F]{4} "-" [0-9a-fA-F]{12}"""
            ),
            "ipv4" => Ipv4(builder),
            "ipv6" => Ipv6(builder),
            "hostname" or "idn-hostname" => Hostname(builder),
            "email" or "idn-email" => Email(builder),
            "uri" or "iri" or "uri-reference" or "iri-reference" => AddUri(builder),
            "json-pointer" => builder.Add("format-json-pointer", """("/" ([^"\\/~\x00-\x1F\x7F] | "~" [01])*)*"""),
            _ => null,
        };

    /// <summary>Whether a format asks nothing of the text.</summary>
    /// <param name="format">The format's name.</param>
    public static bool IsFree(string format) => Free.Contains(format);

    private static string Date(GbnfBuilder builder)
    {
        var year = builder.Add(
            "format-year",
            """[0-9]{3} [1-9] | [0-9]{2} [1-9] "0" | [0-9] [1-9] "00" | [1-9] "000" """.TrimEnd()
        );
        var leap = builder.Add(
            "format-leap-year",
            """[0-9]{2} ("0" [48] | [2468] [048] | [13579] [26]) | ("0" [48] | [2468] [048] | [13579] [26]) "00" """.TrimEnd()
        );
        var day = builder.Add(
            "format-month-day",
            """("0" [13578] | "1" [02]) "-" ("0" [1-9] | [12] [0-9] | "3" [01]) | ("0" [469] | "11") "-" ("0" [1-9] | [12] [0-9] | "30") | "02-" ("0" [1-9] | "1" [0-9] | "2" [0-8])"""
        );
        return builder.Add("format-date", $"{year} \"-\" {day} | {leap} \"-02-29\"");
    }

    private static string Time(GbnfBuilder builder)
    {
        var minute = builder.Add("format-hour-minute", """([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9]""");
        return builder.Add("format-time", $"{minute} \":\" [0-5] [0-9] (\".\" [0-9]{{1,9}})? (\"Z\" | [+-] {minute})");
    }

    private static string Duration(GbnfBuilder builder)
    {
        const string Digits = "[0-9]{1,9}";
        const string Days = $"{Digits} (\"Y\" ({Digits} \"M\" ({Digits} \"D\")?)? | \"M\" ({Digits} \"D\")? | \"D\")";
        const string Time =
            $"\"T\" {Digits} (\"H\" ({Digits} \"M\" ({Digits} \"S\")?)? | \"M\" ({Digits} \"S\")? | \"S\")";
        var time = builder.Add("format-duration-time", Time);
        return builder.Add("format-duration", $"\"P\" ({Digits} \"W\" | {Days} {time}? | {time})");
    }

    private static string Ipv4(GbnfBuilder builder)
    {
        var octet = builder.Add("format-octet", Octet);
        return builder.Add("format-ipv4", $"{octet} (\".\" {octet}){{3}}");
    }

    private static string Ipv6(GbnfBuilder builder)
    {
        var group = builder.Add("format-group", "[0-9a-fA-F]{1,4}");
        var forms = new List<string> { $"{group} (\":\" {group}){{7}}", $"\"::\" ({group} (\":\" {group}){{0,6}})?" };
        for (var before = 1; before <= 7; before++)
        {
            var first = before == 1 ? group : $"{group} (\":\" {group}){{{before - 1}}}";
            forms.Add(before == 7 ? $"{first} \"::\"" : $"{first} \"::\" ({group} (\":\" {group}){{0,{6 - before}}})?");
        }

        return builder.Add("format-ipv6", string.Join(" | ", forms));
    }

    private static string Hostname(GbnfBuilder builder)
    {
        var label = builder.Add("format-label", Label);
        return builder.Add("format-hostname", $"{label} (\".\" {label}){{0,3}}");
    }

    private static string Email(GbnfBuilder builder)
    {
        const string Atom = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,20}";
        var label = builder.Add("format-label", Label);
        return builder.Add("format-email", $"{Atom} (\".\" {Atom}){{0,2}} \"@\" {label} (\".\" {label}){{1,3}}");
    }

    private static string AddUri(GbnfBuilder builder)
    {
        var character = builder.Add("format-uri-character", UriCharacter);
        var host = Hostname(builder);
        var more = $"(\"?\" ({character} | [/?])*)? (\"#\" ({character} | [/?])*)?";
        return builder.Add(
            "format-uri",
            $"(\"http\" \"s\"? | \"ftp\" | \"ws\" \"s\"?) \"://\" {host} (\":\" [1-9] [0-9]{{0,3}})? (\"/\" {character}*)* {more} | (\"mailto\" | \"urn\" | \"tel\" | \"data\") \":\" {character}+"
        );
    }
}
