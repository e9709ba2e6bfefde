using System.Collections.Frozen;
using Chat.Formats.Jinja.Runtime;

namespace Chat.Formats.Jinja.Builtins;

/// <summary>The filters. Source: Jinja 3.1; <c>tojson</c> as transformers defines it.</summary>
internal static class Filters
{
    private static readonly FrozenDictionary<string, JinjaFilter> All = new Dictionary<string, JinjaFilter>(
        StringComparer.Ordinal
    )
    {
        ["tojson"] = JsonFilters.ToJson,
        ["from_json"] = JsonFilters.FromJson,
        ["fromjson"] = JsonFilters.FromJson,
        ["default"] = ValueFilters.Default,
        ["d"] = ValueFilters.Default,
        ["string"] = ValueFilters.Text,
        ["int"] = NumberFilters.Int,
        ["float"] = NumberFilters.Float,
        ["abs"] = NumberFilters.Abs,
        ["round"] = NumberFilters.Round,
        ["length"] = ValueFilters.Length,
        ["count"] = ValueFilters.Length,
        ["attr"] = ValueFilters.Attribute,
        ["items"] = ValueFilters.Items,
        ["dictsort"] = ValueFilters.SortDictionary,
        ["list"] = ListFilters.List,
        ["first"] = ListFilters.First,
        ["last"] = ListFilters.Last,
        ["join"] = ListFilters.Join,
        ["reverse"] = ListFilters.Reverse,
        ["sort"] = ListFilters.Sort,
        ["unique"] = ListFilters.Unique,
        ["min"] = ListFilters.Min,
        ["max"] = ListFilters.Max,
        ["sum"] = ListFilters.Sum,
        ["batch"] = ListFilters.Batch,
        ["slice"] = ListFilters.Slice,
        ["groupby"] = ListFilters.GroupBy,
        ["map"] = SelectionFilters.Map,
        ["select"] = SelectionFilters.Select,
        ["reject"] = SelectionFilters.Reject,
        ["selectattr"] = SelectionFilters.SelectAttribute,
        ["rejectattr"] = SelectionFilters.RejectAttribute,
        ["trim"] = TextFilters.Trim,
        ["upper"] = TextFilters.Upper,
        ["lower"] = TextFilters.Lower,
        ["title"] = TextFilters.Title,
        ["capitalize"] = TextFilters.Capitalize,
        ["replace"] = TextFilters.Replace,
        ["indent"] = TextFilters.Indent,
        ["truncate"] = TextFilters.Truncate,
        ["wordcount"] = TextFilters.WordCount,
        ["center"] = TextFilters.Center,
        ["format"] = TextFilters.Format,
        ["safe"] = TextFilters.Safe,
        ["escape"] = TextFilters.Escape,
        ["e"] = TextFilters.Escape,
        ["forceescape"] = TextFilters.Escape,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The filter of a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static JinjaFilter? Find(string name) => All.GetValueOrDefault(name);
}
