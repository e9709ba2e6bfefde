using Chat.Formats.Jinja.Runtime;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>Several targets that a value's items are assigned to.</summary>
/// <param name="position">Where it stands.</param>
/// <param name="targets">The targets.</param>
internal sealed class TupleTarget(int position, AssignmentTarget[] targets) : AssignmentTarget
{
    /// <inheritdoc/>
    public override void Assign(JinjaContext context, JinjaValue value)
    {
        context.Position = position;
        if (value is JinjaUndefined undefined)
        {
            throw context.Fail($"{undefined.Name} is undefined");
        }

        var items = ValueAccess.Items(context, value);
        if (items.Count != targets.Length)
        {
            throw context.Fail($"{items.Count} values do not fit {targets.Length} names");
        }

        for (var index = 0; index < targets.Length; index++)
        {
            targets[index].Assign(context, items[index]);
        }
    }
}
