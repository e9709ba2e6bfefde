namespace Chat.Core.Json;

/// <summary>Guards lists that came over the wire.</summary>
internal static class WireLists
{
    /// <summary>The list without nulls, which JSON may put in and no reader of the list expects; the same list when it has none.</summary>
    /// <param name="list">The list; null stays null.</param>
    /// <typeparam name="T">What it holds.</typeparam>
    public static IReadOnlyList<T>? WithoutNulls<T>(IReadOnlyList<T>? list)
        where T : class
    {
        for (var place = 0; place < list?.Count; place++)
        {
            if (list[place] is null)
            {
                return [.. list.Where(item => item is not null)];
            }
        }

        return list;
    }

    /// <summary>The list with a number for each item that has none: its place, from 0; the same list when the numbers are there.</summary>
    /// <param name="list">The list; null stays null.</param>
    /// <param name="isNumbered">Whether an item has a number.</param>
    /// <param name="number">Gives an item its number.</param>
    /// <typeparam name="T">What it holds.</typeparam>
    public static IReadOnlyList<T>? Numbered<T>(
        IReadOnlyList<T>? list,
        Func<T, bool> isNumbered,
        Func<T, int, T> number
    )
        where T : class
    {
        // The first item's number is 0 either way: the list of one, of which there is one for every token, is left as it is.
        for (var place = 1; place < list?.Count; place++)
        {
            if (!isNumbered(list[place]))
            {
                return Renumbered(list, isNumbered, number);
            }
        }

        return list;
    }

    // A method of its own: what the lambda captures is allocated where the method begins.
    private static T[] Renumbered<T>(IReadOnlyList<T> list, Func<T, bool> isNumbered, Func<T, int, T> number) =>
        [.. list.Select((item, place) => isNumbered(item) ? item : number(item, place))];
}
