using Chat.Formats.Jinja.Parsing;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Syntax;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja;

/// <summary>
/// A template in the Jinja language as transformers sets it up for chat templates. It reaches nothing but its variables: no files, no
/// clock, no reflection. Rendering is bounded by <see cref="JinjaLimits"/>. Safe for use by several threads at once.
/// </summary>
internal sealed class JinjaTemplate
{
    private readonly string _source;
    private readonly Block _body;
    private readonly int _frameSize;

    private JinjaTemplate(string source)
    {
        _source = source;
        _body = JinjaParser.Parse(source, out _frameSize);
    }

    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <exception cref="JinjaException">It is not well formed, too long or nested too deep.</exception>
    public static JinjaTemplate Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Length > JinjaLimits.MaxTemplateLength)
        {
            throw new JinjaException($"the template has more than {JinjaLimits.MaxTemplateLength} characters", 1, 1);
        }

        // Jinja reads every kind of line end as a line feed and drops the one at the very end.
        var text = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return new JinjaTemplate(text.EndsWith('\n') ? text[..^1] : text);
    }

    /// <summary>Renders the template.</summary>
    /// <param name="variables">The variables. They are not changed.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="JinjaException">The template fails, raises, or passes a bound.</exception>
    public JinjaOutput Render(JinjaObject variables, JinjaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        options ??= JinjaOptions.Default;
        var context = new JinjaContext(_source, variables, options, new JinjaFrame(_frameSize, parent: null));
        var output = new MarkedText(options.MaxOutputLength);
        _body.Execute(context, output);
        return new JinjaOutput(output.ToPieces());
    }
}
