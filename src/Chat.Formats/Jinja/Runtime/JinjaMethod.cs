using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>A method of a kind of value, as in <c>value.name(arguments)</c>.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <param name="context">The rendering.</param>
/// <param name="value">The value.</param>
/// <param name="arguments">The arguments.</param>
/// <exception cref="JinjaException">The method does not take an argument.</exception>
internal delegate JinjaValue JinjaMethod<in T>(JinjaContext context, T value, in JinjaArguments arguments)
    where T : JinjaValue;
