using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>What a loop knows of itself, as <c>loop</c>.</summary>
/// <param name="items">What it goes through.</param>
internal sealed class JinjaLoop(IReadOnlyList<JinjaValue> items) : JinjaValue
{
    private static readonly JinjaUndefined NoPrevious = new("there is no previous item");
    private static readonly JinjaUndefined NoNext = new("there is no next item");

    private JinjaList? _last;

    /// <summary>The round, from 0.</summary>
    public int Index { get; set; }

    /// <inheritdoc/>
    public override string TypeName => "loop";

    /// <inheritdoc/>
    public override JinjaValue? Attribute(string name) =>
        name switch
        {
            "index" => JinjaInteger.Of(Index + 1),
            "index0" => JinjaInteger.Of(Index),
            "first" => JinjaBoolean.Of(Index == 0),
            "last" => JinjaBoolean.Of(Index == items.Count - 1),
            "length" => JinjaInteger.Of(items.Count),
            "revindex" => JinjaInteger.Of(items.Count - Index),
            "revindex0" => JinjaInteger.Of(items.Count - Index - 1),
            "previtem" => Index > 0 ? items[Index - 1] : NoPrevious,
            "nextitem" => Index < items.Count - 1 ? items[Index + 1] : NoNext,
            "depth" => JinjaInteger.Of(1),
            "depth0" => JinjaInteger.Of(0),
            "cycle" => new JinjaBuiltin(name, Cycle),
            "changed" => new JinjaBuiltin(name, Changed),
            _ => null,
        };

    private JinjaValue Cycle(JinjaContext context, in JinjaArguments arguments) =>
        arguments.Positional.Length == 0
            ? throw context.Fail("cycle needs values")
            : arguments.Positional[Index % arguments.Positional.Length];

    private JinjaBoolean Changed(JinjaContext context, in JinjaArguments arguments)
    {
        var values = JinjaList.Tuple(arguments.Positional);
        var isChanged = _last is null || !ValueAccess.AreEqual(context, _last, values);
        _last = values;
        return JinjaBoolean.Of(isChanged);
    }
}
