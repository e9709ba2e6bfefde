using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Core.Schemas;

/// <summary>What the attributes of a member or type say about its values.</summary>
internal static class MemberNotes
{
    /// <summary>The attributes of a member and, where a constructor sets it, of its parameter.</summary>
    /// <param name="property">The member.</param>
    public static List<Attribute> Of(JsonPropertyInfo property) =>
        [.. From(property.AttributeProvider), .. From(property.AssociatedParameter?.AttributeProvider)];

    /// <summary>The description among attributes; null for none.</summary>
    /// <param name="attributes">The attributes.</param>
    public static string? Description(IEnumerable<Attribute> attributes) =>
        attributes
            .Select(attribute =>
                attribute switch
                {
                    DescriptionAttribute { Description: { Length: > 0 } text } => text,
                    DisplayAttribute display => display.GetDescription(),
                    _ => null,
                }
            )
            .FirstOrDefault(text => !string.IsNullOrEmpty(text));

    /// <summary>The schema with the bounds among attributes.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="attributes">The attributes.</param>
    public static PropertyDefinition Bound(PropertyDefinition schema, IEnumerable<Attribute> attributes) =>
        attributes.Aggregate(schema, Bound);

    private static PropertyDefinition Bound(PropertyDefinition schema, Attribute attribute) =>
        attribute switch
        {
            RangeAttribute range => schema.WithRange(Number(range.Minimum), Number(range.Maximum)),
            StringLengthAttribute length => schema.WithLength(Least(length.MinimumLength), length.MaximumLength),
            LengthAttribute length => Sized(schema, Least(length.MinimumLength), length.MaximumLength),
            MinLengthAttribute length => Sized(schema, length.Length, null),
            // −1 is whatever the storage allows.
            MaxLengthAttribute { Length: >= 0 } length => Sized(schema, null, length.Length),
            // The attribute matches whole strings.
            RegularExpressionAttribute expression => schema.WithPattern($"^(?:{expression.Pattern})$"),
            EmailAddressAttribute => schema.WithFormat("email"),
            _ => schema,
        };

    private static PropertyDefinition Sized(PropertyDefinition schema, int? least, int? most) =>
        schema.Types?.Contains("array", StringComparer.Ordinal) == true
            ? schema.WithCount(least ?? schema.MinItems, most ?? schema.MaxItems)
            : schema.WithLength(least ?? schema.MinLength, most ?? schema.MaxLength);

    private static int? Least(int length) => length > 0 ? length : null;

    // The bounds of other types, such as dates, are strings.
    private static double? Number(object bound) =>
        bound is int or double
            ? Convert.ToDouble(bound, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
                ? number
                : null
            : double.TryParse(bound as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
            && double.IsFinite(parsed)
                ? parsed
                : null;

    private static IEnumerable<Attribute> From(ICustomAttributeProvider? provider) =>
        provider?.GetCustomAttributes(inherit: true).OfType<Attribute>() ?? [];
}
