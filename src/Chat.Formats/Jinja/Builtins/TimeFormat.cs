using System.Globalization;
using System.Text;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>Writes times as C's and Python's <c>strftime</c> do in English.</summary>
internal static class TimeFormat
{
    /// <summary>More than the most characters that a directive, or any character of a format, becomes.</summary>
    public const int MaxDirectiveLength = 32;

    /// <summary>Writes a time.</summary>
    /// <param name="time">The time, in the zone it is written in.</param>
    /// <param name="format">The format, such as <c>%Y-%m-%d</c>. What is no directive is written as it is.</param>
    public static string Format(DateTimeOffset time, string format)
    {
        var text = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%' || at + 1 == format.Length)
            {
                text.Append(format[at]);
                continue;
            }

            var isUnpadded = format[at + 1] is '-' or '#' && at + 2 < format.Length;
            at += isUnpadded ? 2 : 1;
            var written = Directive(time, format[at]);
            text.Append(
                written is null ? $"%{format[at]}"
                : isUnpadded && written.Length > 1 ? written.TrimStart('0', ' ').PadLeft(1, '0')
                : written
            );
        }

        return text.ToString();
    }

    private static string? Directive(DateTimeOffset time, char directive) =>
        directive switch
        {
            'Y' => Text(time, "yyyy"),
            'y' => Text(time, "yy"),
            'm' => Text(time, "MM"),
            'd' => Text(time, "dd"),
            'e' => Text(time, "%d").PadLeft(2),
            'H' => Text(time, "HH"),
            'I' => Text(time, "hh"),
            'M' => Text(time, "mm"),
            'S' => Text(time, "ss"),
            'f' => Text(time, "ffffff"),
            'B' => Text(time, "MMMM"),
            'b' or 'h' => Text(time, "MMM"),
            'A' => Text(time, "dddd"),
            'a' => Text(time, "ddd"),
            'p' => time.Hour < 12 ? "AM" : "PM",
            'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
            'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
            'u' => (time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek).ToString(
                CultureInfo.InvariantCulture
            ),
            'z' => Text(time, "zzz").Replace(":", "", StringComparison.Ordinal),
            'Z' => time.Offset == TimeSpan.Zero ? "UTC" : Text(time, "zzz"),
            'F' => Text(time, "yyyy-MM-dd"),
            'T' or 'X' => Text(time, "HH:mm:ss"),
            'R' => Text(time, "HH:mm"),
            'D' or 'x' => Text(time, "MM'/'dd'/'yy"),
            'c' => $"{Text(time, "ddd MMM")} {Text(time, "%d").PadLeft(2)} {Text(time, "HH:mm:ss yyyy")}",
            's' => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            'n' => "\n",
            't' => "\t",
            '%' => "%",
            _ => null,
        };

    private static string Text(DateTimeOffset time, string format) =>
        time.ToString(format, CultureInfo.InvariantCulture);
}
