using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>The variables of one run of a template or macro. The parser gave each variable its place.</summary>
/// <param name="size">How many variables there are.</param>
/// <param name="parent">The frame that a macro was defined in; null for the template itself.</param>
internal sealed class JinjaFrame(int size, JinjaFrame? parent)
{
    /// <summary>The variables; null where none was set yet.</summary>
    public JinjaValue?[] Slots { get; } = new JinjaValue?[size];

    /// <summary>The frame that a macro was defined in; null for the template itself.</summary>
    public JinjaFrame? Parent { get; } = parent;
}
