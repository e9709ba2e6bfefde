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
}
