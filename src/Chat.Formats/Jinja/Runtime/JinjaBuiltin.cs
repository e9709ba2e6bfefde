using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>A function of the language, or a method with its value, as something to call.</summary>
/// <param name="name">Its name.</param>
/// <param name="body">What it does.</param>
internal sealed class JinjaBuiltin(string name, JinjaFunction body) : JinjaCallable
{
    /// <inheritdoc/>
    public override string Name { get; } = name;

    /// <inheritdoc/>
    public override JinjaValue Call(JinjaContext context, in JinjaArguments arguments) => body(context, arguments);
}
