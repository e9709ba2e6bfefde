using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>
/// Finds which shapes have a finite value, so that no rule is written that never ends, and refuses shapes that are made of themselves with nothing between.
/// </summary>
internal static class ShapeProductivity
{
    /// <summary>Marks the shapes that have a finite value.</summary>
    /// <param name="shapes">All shapes.</param>
    /// <exception cref="Core.Errors.ChatException">A shape is an alias of itself.</exception>
    public static void Mark(IReadOnlyList<Shape> shapes)
    {
        foreach (var shape in shapes)
        {
            foreach (var part in shape.Variants.SelectMany(variant => variant.Parts))
            {
                part.Users.Add(shape);
            }
        }

        // A shape waits once, however many of its parts were found to have a value meanwhile.
        var waiting = new Queue<Shape>(shapes);
        var isWaiting = new HashSet<Shape>(shapes);
        while (waiting.TryDequeue(out var shape))
        {
            isWaiting.Remove(shape);
            if (!shape.IsProductive && shape.Variants.Any(variant => variant.IsProductive))
            {
                shape.IsProductive = true;
                foreach (var user in shape.Users.Where(user => !user.IsProductive && isWaiting.Add(user)))
                {
                    waiting.Enqueue(user);
                }
            }
        }

        RefuseCircles(shapes);
    }

    // Aliases are followed as far as they go: those that nothing points to any more are taken away, and what is left is a circle.
    private static void RefuseCircles(IReadOnlyList<Shape> shapes)
    {
        var pointedAt = new Dictionary<Shape, int>();
        foreach (var target in shapes.SelectMany(Aliases))
        {
            pointedAt[target] = pointedAt.GetValueOrDefault(target) + 1;
        }

        var left = shapes.Count;
        var free = new Stack<Shape>(shapes.Where(shape => !pointedAt.ContainsKey(shape)));
        while (free.TryPop(out var shape))
        {
            left--;
            foreach (var target in Aliases(shape))
            {
                if (--pointedAt[target] == 0)
                {
                    free.Push(target);
                }
            }
        }

        if (left > 0)
        {
            throw SchemaErrors.Cycle(shapes.First(shape => pointedAt.GetValueOrDefault(shape) > 0).Pointer);
        }
    }

    private static IEnumerable<Shape> Aliases(Shape shape) =>
        shape.Variants.OfType<AliasVariant>().Select(alias => alias.Target);
}
