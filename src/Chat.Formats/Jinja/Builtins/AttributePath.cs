using System.Globalization;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>A member named by a filter's argument, such as <c>function.name</c> or 0.</summary>
internal sealed class AttributePath
{
    private readonly JinjaValue[] _keys;
    private readonly JinjaValue? _otherwise;

    private AttributePath(JinjaValue[] keys, JinjaValue? otherwise)
    {
        _keys = keys;
        _otherwise = otherwise;
    }

    /// <summary>Reads a path.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="path">The path: a whole number, or names and numbers with points between them.</param>
    /// <param name="otherwise">What stands for a member that is undefined; null leaves it undefined.</param>
    /// <exception cref="JinjaException">It is neither a string nor a whole number.</exception>
    public static AttributePath Parse(JinjaContext context, JinjaValue path, JinjaValue? otherwise = null) =>
        path switch
        {
            JinjaInteger => new AttributePath([path], otherwise),
            JinjaString text => new AttributePath(
                Array.ConvertAll(text.Text.Split('.'), part => Key(part, text.HasInput)),
                otherwise
            ),
            _ => throw context.Fail($"an attribute is named by a string or a whole number, not by {path.TypeName}"),
        };

    /// <summary>The member of a value.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JinjaException">A value on the way is undefined.</exception>
    public JinjaValue Get(JinjaContext context, JinjaValue value)
    {
        context.Charge(_keys.Length);
        foreach (var key in _keys)
        {
            value = ValueAccess.Item(context, value, key);
            if (value is JinjaUndefined && _otherwise is not null)
            {
                return _otherwise;
            }
        }

        return value;
    }

    private static JinjaValue Key(string part, bool isInput) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? JinjaInteger.Of(index)
            : new JinjaString(part, isInput);
}
