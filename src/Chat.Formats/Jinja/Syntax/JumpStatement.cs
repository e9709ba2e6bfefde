using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary><c>break</c> or <c>continue</c>.</summary>
/// <param name="flow">How the rendering goes on.</param>
internal sealed class JumpStatement(Flow flow) : Statement
{
    /// <inheritdoc/>
    public override Flow Execute(JinjaContext context, MarkedText output) => flow;
}
