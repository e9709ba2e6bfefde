using Chat.Formats.Jinja.Builtins;
using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A name: a variable of the template, else one given from outside, else a function of the language, else undefined.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="name">The name.</param>
internal sealed class NameExpression(int position, string name) : Expression(position, depth: 1)
{
    private readonly JinjaValue _otherwise = (JinjaValue?)GlobalFunctions.Find(name) ?? new JinjaUndefined(name);
    private VariablePlace[] _places = [];

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Sets where the variable may be kept, innermost first; one that was not set yet leaves it to the next.</summary>
    /// <param name="places">The places.</param>
    public void Resolve(VariablePlace[] places) => _places = places;

    /// <inheritdoc/>
    public override JinjaValue Evaluate(JinjaContext context)
    {
        foreach (var place in _places)
        {
            var frame = context.Frame;
            for (var hop = 0; hop < place.Hops; hop++)
            {
                frame = frame.Parent!;
            }

            if (frame.Slots[place.Slot] is { } value)
            {
                return value;
            }
        }

        return context.Variables.Get(Name) ?? _otherwise;
    }
}
