namespace Chat.Formats.Grammars.JsonSchema.Model;

/// <summary>
/// How much work one schema causes, in steps of well under a microsecond, so that no schema keeps a core for more than a few seconds: keywords that are
/// each within their own bounds can still multiply.
/// </summary>
/// <param name="most">The most steps.</param>
internal sealed class SchemaWork(int most = SchemaWork.MaxSteps)
{
    /// <summary>The most steps that one schema takes to become a grammar; a set of 40 tools takes some ten thousand.</summary>
    public const int MaxSteps = 4_000_000;

    private long _steps;

    /// <summary>Counts steps.</summary>
    /// <param name="steps">How many, from 0 up.</param>
    /// <param name="pointer">The schema that they are taken for.</param>
    /// <exception cref="Core.Errors.ChatException">There were too many.</exception>
    public void Spend(long steps, string pointer)
    {
        _steps += steps;
        if (_steps > most)
        {
            throw SchemaErrors.TooMuch(pointer, $"combinations that take more than {most} steps to look at");
        }
    }
}
