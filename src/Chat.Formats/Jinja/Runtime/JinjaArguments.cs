using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Jinja.Runtime;

/// <summary>The arguments of a call.</summary>
/// <param name="positional">Those without a name, in order.</param>
/// <param name="names">The names of the others.</param>
/// <param name="named">The values of the others, in the names' order.</param>
internal readonly struct JinjaArguments(JinjaValue[] positional, string[] names, JinjaValue[] named)
{
    /// <summary>No arguments.</summary>
    public static JinjaArguments None { get; } = new([], [], []);

    /// <summary>Those without a name, in order.</summary>
    public JinjaValue[] Positional { get; } = positional;

    /// <summary>The names of the others.</summary>
    public string[] Names { get; } = names;

    /// <summary>The values of the others.</summary>
    public JinjaValue[] Named { get; } = named;

    /// <summary>One argument; null when it was not given.</summary>
    /// <param name="index">Its place among those without a name.</param>
    /// <param name="name">Its name.</param>
    public JinjaValue? Get(int index, string name) => index < Positional.Length ? Positional[index] : Get(name);

    /// <summary>An argument that only has a name; null when it was not given.</summary>
    /// <param name="name">Its name.</param>
    public JinjaValue? Get(string name)
    {
        var place = Names is null ? -1 : Array.IndexOf(Names, name);
        return place < 0 ? null : Named[place];
    }

    /// <summary>A truth; the default when it was not given.</summary>
    /// <param name="index">Its place among those without a name.</param>
    /// <param name="name">Its name.</param>
    /// <param name="otherwise">The default.</param>
    public bool IsTrue(int index, string name, bool otherwise = false) => Get(index, name)?.IsTrue ?? otherwise;

    /// <summary>A whole number; the default when it was not given or is none.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="index">Its place among those without a name.</param>
    /// <param name="name">Its name.</param>
    /// <param name="otherwise">The default.</param>
    /// <exception cref="JinjaException">It is no whole number.</exception>
    public long Whole(JinjaContext context, int index, string name, long otherwise) =>
        Get(index, name) switch
        {
            null or JinjaNone => otherwise,
            var value when ValueComparison.TryWhole(value, out var number) => number,
            var value => throw context.Fail($"{name} must be a whole number, not {value.TypeName}"),
        };

    /// <summary>A string; null when it was not given or is none.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="index">Its place among those without a name.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="JinjaException">It is no string.</exception>
    public JinjaString? Text(JinjaContext context, int index, string name) =>
        Get(index, name) switch
        {
            null or JinjaNone => null,
            JinjaString text => text,
            var value => throw context.Fail($"{name} must be a string, not {value.TypeName}"),
        };

    /// <summary>An argument that must be there.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="index">Its place among those without a name.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="JinjaException">It was not given.</exception>
    public JinjaValue Need(JinjaContext context, int index, string name) =>
        Get(index, name) ?? throw context.Fail($"the argument {name} is missing");

    /// <summary>The arguments without the first ones that have no name.</summary>
    /// <param name="count">How many to leave out.</param>
    public JinjaArguments Skip(int count) => new(Positional[Math.Min(count, Positional.Length)..], Names, Named);
}
