using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>An expression of a template.</summary>
/// <param name="position">Where it stands in the source, for failures.</param>
/// <param name="depth">How deep its parts stand in each other; the parser keeps it in bounds.</param>
internal abstract class Expression(int position, int depth)
{
    /// <summary>Where it stands in the source: how many characters before it.</summary>
    public int Position { get; } = position;

    /// <summary>How deep its parts stand in each other, itself counted.</summary>
    public int Depth { get; } = depth;

    /// <summary>Its value.</summary>
    /// <param name="context">The rendering.</param>
    /// <exception cref="JinjaException">It cannot be evaluated.</exception>
    public abstract JinjaValue Evaluate(JinjaContext context);

    /// <summary>The depth of an expression over its parts.</summary>
    /// <param name="parts">The parts.</param>
    protected static int Over(params ReadOnlySpan<Expression?> parts)
    {
        var depth = 0;
        foreach (var part in parts)
        {
            depth = Math.Max(depth, part?.Depth ?? 0);
        }

        return depth + 1;
    }
}
