using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>A function that a template calls.</summary>
/// <param name="context">The rendering.</param>
/// <param name="arguments">The arguments.</param>
/// <exception cref="JinjaException">The function does not take an argument.</exception>
internal delegate JinjaValue JinjaFunction(JinjaContext context, in JinjaArguments arguments);
