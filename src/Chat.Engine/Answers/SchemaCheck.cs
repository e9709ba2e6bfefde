using System.Text.Json;
using Chat.Core.Errors;
using Chat.Formats.Grammars.JsonSchema;

namespace Chat.Engine.Answers;

/// <summary>Checks the content of an answer against the schema it was to follow: a grammar cannot keep everything that a schema says.</summary>
internal static class SchemaCheck
{
    // As deep as a schema may be.
    private const int MaxDepth = 256;

    /// <summary>Checks it.</summary>
    /// <param name="content">The content.</param>
    /// <param name="schema">The schema.</param>
    /// <returns>A sentence for each thing that is wrong; none when the content follows the schema.</returns>
    public static IReadOnlyList<string> Of(string content, JsonElement schema)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return
            [
                .. new JsonSchemaValidator(schema)
                    .Validate(document.RootElement)
                    .Select(violation => $"The answer does not follow the schema: {violation.Message}"),
            ];
        }
        catch (JsonException)
        {
            return ["The answer is not the JSON that the schema asks for."];
        }
        // The answer is there, and worth more than the check of it.
        catch (ChatException error)
        {
            return [$"Whether the answer follows the schema could not be checked: {error.Message}"];
        }
    }
}
