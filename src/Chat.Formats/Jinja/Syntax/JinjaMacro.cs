using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>A macro with the variables around it.</summary>
/// <param name="definition">The macro as it is written.</param>
/// <param name="frame">The variables around it.</param>
internal sealed class JinjaMacro(MacroDefinition definition, JinjaFrame frame) : JinjaCallable
{
    /// <inheritdoc/>
    public override string Name => definition.Name;

    /// <inheritdoc/>
    public override string TypeName => "macro";

    /// <inheritdoc/>
    public override JinjaValue Call(JinjaContext context, in JinjaArguments arguments)
    {
        // Its variables are cleared, and each name is looked for among its parameters.
        var parameters = (long)definition.Parameters.Length;
        context.Charge((definition.FrameSize / 2) + (arguments.Names.Length * parameters / 8));
        var own = new JinjaFrame(definition.FrameSize, frame);
        Bind(context, own, arguments);
        context.Enter();
        var outer = context.Frame;
        context.Frame = own;
        for (var index = 0; index < definition.Parameters.Length; index++)
        {
            own.Slots[index] ??=
                definition.Defaults[index]?.Evaluate(context) ?? new JinjaUndefined(definition.Parameters[index]);
        }

        var text = new MarkedText(JinjaLimits.MaxTextLength);
        definition.Body.Execute(context, text);
        context.Frame = outer;
        context.Leave();
        return text.ToValue();
    }

    private void Bind(JinjaContext context, JinjaFrame own, in JinjaArguments arguments)
    {
        var parameters = definition.Parameters;
        var given = arguments.Positional;
        Array.Copy(given, own.Slots, Math.Min(given.Length, parameters.Length));
        if (definition.PositionalSlot >= 0)
        {
            own.Slots[definition.PositionalSlot] = new JinjaList([.. given.Skip(parameters.Length)], isTuple: true);
        }
        else if (given.Length > parameters.Length)
        {
            throw context.Fail($"{Name} takes {parameters.Length} arguments, not {given.Length}");
        }

        if (definition.CallerSlot >= 0)
        {
            own.Slots[definition.CallerSlot] = arguments.Get("caller") ?? new JinjaUndefined("caller");
        }

        var others = definition.NamedSlot < 0 ? null : new JinjaObject();
        for (var index = 0; index < arguments.Names.Length; index++)
        {
            var name = arguments.Names[index];
            var place = Array.IndexOf(parameters, name);
            if (place >= 0 && own.Slots[place] is null)
            {
                own.Slots[place] = arguments.Named[index];
            }
            else if (place >= 0)
            {
                throw context.Fail($"{Name} is given the argument {name} twice");
            }
            else if (name is not "caller" || definition.CallerSlot < 0)
            {
                (others ?? throw context.Fail($"{Name} has no argument {name}")).Set(name, arguments.Named[index]);
            }
        }

        if (others is not null)
        {
            own.Slots[definition.NamedSlot] = others;
        }
    }
}
