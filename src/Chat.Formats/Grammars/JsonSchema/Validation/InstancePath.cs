using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Validation;

/// <summary>A place in a value; its pointer is written only when something is wrong there.</summary>
/// <param name="Parent">The place of the array or object that it is in; null for the whole value.</param>
/// <param name="Name">The member's name; null for an element.</param>
/// <param name="Index">The element's place.</param>
/// <param name="Depth">How many arrays and objects it is in.</param>
internal sealed record InstancePath(InstancePath? Parent, string? Name, int Index, int Depth)
{
    /// <summary>The whole value.</summary>
    public static InstancePath Root { get; } = new(null, null, 0, 0);

    /// <summary>The place of a member.</summary>
    /// <param name="name">Its name.</param>
    public InstancePath Member(string name) => new(this, name, 0, Depth + 1);

    /// <summary>The place of an element.</summary>
    /// <param name="index">Its place, from 0.</param>
    public InstancePath Element(int index) => new(this, null, index, Depth + 1);

    /// <inheritdoc/>
    public override string ToString()
    {
        var steps = new Stack<InstancePath>();
        for (var step = this; step.Parent is not null; step = step.Parent)
        {
            steps.Push(step);
        }

        return steps.Aggregate(
            JsonPointer.Root,
            (pointer, step) =>
                step.Name is null ? JsonPointer.Element(pointer, step.Index) : JsonPointer.Member(pointer, step.Name)
        );
    }
}
