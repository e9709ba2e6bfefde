namespace Chat.Formats.Jinja;

/// <summary>How a template is rendered.</summary>
internal sealed record JinjaOptions
{
    /// <summary>The options that hold where none are given.</summary>
    public static JinjaOptions Default { get; } = new();

    /// <summary>The time that <c>strftime_now</c> writes. Default: the start of the year 2000 in UTC, so that a rendering repeats.</summary>
    public DateTimeOffset Now { get; init; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The most steps. Default and most: <see cref="JinjaLimits.MaxSteps"/>.</summary>
    public int MaxSteps
    {
        get;
        init => field = Math.Clamp(value, 1, JinjaLimits.MaxSteps);
    } = JinjaLimits.MaxSteps;

    /// <summary>The most characters of the output. Default and most: <see cref="JinjaLimits.MaxOutputLength"/>.</summary>
    public int MaxOutputLength
    {
        get;
        init => field = Math.Clamp(value, 1, JinjaLimits.MaxOutputLength);
    } = JinjaLimits.MaxOutputLength;
}
