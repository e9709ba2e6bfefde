using Chat.Formats.Jinja.Syntax;

namespace Chat.Formats.Jinja.Parsing;

/// <summary>The names of a stretch of the template: of the template itself, a macro, a loop's body, or a block.</summary>
/// <param name="function">The macro or template it belongs to.</param>
/// <param name="parent">The scope around it; null for the template's.</param>
internal sealed class Scope(FunctionScope function, Scope? parent)
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly int _start = function.Size;

    /// <summary>The macro or template it belongs to.</summary>
    public FunctionScope Function { get; } = function;

    /// <summary>The scope around it; null for the template's.</summary>
    public Scope? Parent { get; } = parent;

    /// <summary>All places handed out since the scope began.</summary>
    public SlotRange Range => new(_start, Function.Size);

    /// <summary>The place of a name, which is made when there is none.</summary>
    /// <param name="name">The name.</param>
    public int Declare(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            slot = Function.NewSlot();
            _slots.Add(name, slot);
        }

        return slot;
    }

    /// <summary>The place of a name; less than 0 when it is not declared here.</summary>
    /// <param name="name">The name.</param>
    public int Find(string name) => _slots.GetValueOrDefault(name, -1);

    /// <summary>Where a variable may be kept, innermost first.</summary>
    /// <param name="name">Its name.</param>
    public VariablePlace[] Resolve(string name)
    {
        List<VariablePlace>? places = null;
        var hops = 0;
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.Find(name) is var slot and >= 0)
            {
                (places ??= []).Add(new VariablePlace(hops, slot));
            }

            if (scope.Parent is { } outer && !ReferenceEquals(outer.Function, scope.Function))
            {
                hops++;
            }
        }

        return places is null ? [] : [.. places];
    }
}
