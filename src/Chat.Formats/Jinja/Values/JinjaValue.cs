using System.Text.Json;

namespace Chat.Formats.Jinja.Values;

/// <summary>A value of a template. Values of input are never changed; only lists that a template makes itself, and namespaces, grow.</summary>
internal abstract class JinjaValue
{
    /// <summary>What kind of value it is, for messages.</summary>
    public abstract string TypeName { get; }

    /// <summary>Whether it counts as true in a condition, as in Python.</summary>
    public virtual bool IsTrue => true;

    /// <summary>An attribute that the value has itself, as <c>x.name</c> reads it; null for none.</summary>
    /// <param name="name">The attribute's name.</param>
    public virtual JinjaValue? Attribute(string name) => null;

    /// <summary>Makes a value of JSON.</summary>
    /// <param name="element">The JSON.</param>
    /// <param name="isInput">True marks every string of it, keys too, as input.</param>
    /// <exception cref="JinjaException">It is nested deeper than <see cref="JinjaLimits.MaxValueDepth"/>.</exception>
    public static JinjaValue FromJson(JsonElement element, bool isInput) => JsonValues.Read(element, isInput, depth: 0);
}
