using Chat.Core.Errors;
using Chat.Core.Requests;

namespace Chat.Daemon.Ask;

/// <summary>Reads the form that an answer is to have.</summary>
internal static class AskResponseFormats
{
    private const string SchemaName = "answer";

    /// <summary>Reads it.</summary>
    /// <param name="options">The options of <c>ask</c>.</param>
    /// <param name="reader">The command line.</param>
    /// <returns>The form; null when none was asked for.</returns>
    /// <exception cref="ChatException">
    /// The options contradict each other, or the schema is none: kind <see cref="ChatErrorKind.InvalidRequest"/>. Its file cannot be read:
    /// as <see cref="TextSource.ReadObject"/>.
    /// </exception>
    public static ResponseFormat? Read(AskOptions options, OptionReader reader)
    {
        var word = reader.Text(options.ResponseFormat);
        if (reader.Name(options.Schema) is { } schema)
        {
            return word is null
                ? ResponseFormat.FromSchema(
                    SchemaName,
                    TextSource.ReadObject(options.Schema.Name, schema, "Give a JSON Schema of type object."),
                    strict: true
                )
                : throw UsageError.Create(
                    $"{options.Schema.Name} cannot go together with {options.ResponseFormat.Name}.",
                    "Give one of them."
                );
        }

        return word switch
        {
            null => null,
            "text" => ResponseFormat.Text,
            "json_object" => ResponseFormat.JsonObject,
            _ => throw UsageError.Create(
                $"{options.ResponseFormat.Name} is \"{word}\".",
                $"Give text or json_object, or a JSON Schema with {options.Schema.Name}."
            ),
        };
    }
}
