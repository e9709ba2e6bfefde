using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>A test, as in <c>value is name(arguments)</c>.</summary>
/// <param name="context">The rendering.</param>
/// <param name="value">The value.</param>
/// <param name="arguments">The arguments.</param>
/// <exception cref="JinjaException">The test does not take the value or an argument.</exception>
internal delegate bool JinjaTest(JinjaContext context, JinjaValue value, in JinjaArguments arguments);
