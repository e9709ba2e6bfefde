using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>A filter, as in <c>value | name(arguments)</c>.</summary>
/// <param name="context">The rendering.</param>
/// <param name="value">The value.</param>
/// <param name="arguments">The arguments.</param>
/// <exception cref="JinjaException">The filter does not take the value or an argument.</exception>
internal delegate JinjaValue JinjaFilter(JinjaContext context, JinjaValue value, in JinjaArguments arguments);
