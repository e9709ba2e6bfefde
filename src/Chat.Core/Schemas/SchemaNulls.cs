using System.Text.Json;

namespace Chat.Core.Schemas;

/// <summary>Lets null fit a schema.</summary>
internal static class SchemaNulls
{
    private const string Word = "null";

    private static readonly JsonElement Value = JsonElement.Parse(Word);

    /// <summary>The schema, which null fits too. One that null fits already stays as it is.</summary>
    /// <param name="schema">The schema.</param>
    public static PropertyDefinition Allow(PropertyDefinition schema)
    {
        if (IsAllowed(schema))
        {
            return schema;
        }

        if (schema is { Whole: not false, Types: { } types, Reference: null, ConstValue: null, AnyOfThese: null })
        {
            return schema with
            {
                Types = types.Contains(Word, StringComparer.Ordinal) ? types : [.. types, Word],
                EnumValues =
                    schema.EnumValues is { } values && !values.Any(IsNull) ? [.. values, Value] : schema.EnumValues,
            };
        }

        // A choice gets one more member; what else there is goes into one.
        return
            schema
                is {
                    AnyOfThese: { } choices,
                    Types: null,
                    Reference: null,
                    ConstValue: null,
                    EnumValues: null,
                    Whole: not false
                }
            ? schema with
            {
                AnyOfThese = [.. choices, PropertyDefinition.Null],
            }
            : new PropertyDefinition
            {
                AnyOfThese =
                [
                    schema with
                    {
                        Description = null,
                        DefaultValue = null,
                        Definitions = null,
                    },
                    PropertyDefinition.Null,
                ],
                Description = schema.Description,
                DefaultValue = schema.DefaultValue,
                Definitions = schema.Definitions,
            };
    }

    // A reference is not followed: null may fit what it means, and then the choice says so twice.
    private static bool IsAllowed(PropertyDefinition schema) =>
        schema is { Whole: not false, Reference: null }
        && (schema.Types is not { } types || types.Contains(Word, StringComparer.Ordinal))
        && (schema.EnumValues?.Any(IsNull) ?? true)
        && (schema.ConstValue is not { } only || IsNull(only))
        && (schema.AnyOfThese?.Any(IsAllowed) ?? true);

    private static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;
}
