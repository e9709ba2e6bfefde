using Chat.Formats.Grammars.JsonSchema.Model;

namespace Chat.Formats.ToolCalls;

/// <summary>Says which names of properties a form of calls holds so that its reader reads them back.</summary>
/// <param name="format">The form of the calls.</param>
internal sealed class ArgumentKeys(CallFormat format)
{
    /// <summary>The longest name that the readers of tagged and Python arguments wait for, with the mark behind it, in UTF-16 units.</summary>
    public const int MaxLength = 256;

    /// <summary>The arguments whose names can be written. An optional one of another name is left out, which is told.</summary>
    /// <param name="tool">The tool, which has a schema.</param>
    /// <param name="arguments">The arguments, of the tool or of an object in it.</param>
    /// <exception cref="Core.Errors.ChatException">A required one has another name: kind <see cref="Core.Errors.ChatErrorKind.InvalidRequest"/>.</exception>
    public IEnumerable<ToolArgument> Writable(OfferedTool tool, IEnumerable<ToolArgument> arguments)
    {
        foreach (var argument in arguments)
        {
            if (IsWritable(argument.Key))
            {
                yield return argument;
            }
            else if (argument.IsRequired)
            {
                throw SchemaErrors.Invalid(
                    $"The property \"{SchemaErrors.Short(argument.Key)}\" of the tool \"{tool.Name}\" has a name that the model's form of calls cannot hold.",
                    "Give it a short name of letters, digits and underscores, or make it optional."
                );
            }
            else
            {
                tool.Parameters!.Told.AddName(
                    argument.Key,
                    $"the model's form of calls cannot hold the name in a call of \"{tool.Name}\""
                );
            }
        }
    }

    /// <summary>Whether a name can be written.</summary>
    /// <param name="key">The name.</param>
    public bool IsWritable(string key) =>
        format.Arguments switch
        {
            ArgumentWriting.Tagged => IsTagged(format.ArgumentMarks!, key),
            ArgumentWriting.Python => key.Length is > 0 and <= MaxLength && !HoldsAny(key, "=),"),
            ArgumentWriting.BareKeys => key.Length > 0
                && !HoldsAny(key, ":},")
                && !(key + ":").Contains(format.StringMark, StringComparison.Ordinal),
            _ => true,
        };

    // The reader looks for what follows the name and takes white space from around it.
    private static bool IsTagged(ArgumentMarks marks, string key) =>
        key.Length + marks.KeyEnd.Length <= MaxLength
        && key.AsSpan().Trim().Length == key.Length
        && (key + marks.KeyEnd).IndexOf(marks.KeyEndToken, StringComparison.Ordinal) >= key.Length
        && !(marks.End.Contains(ArgumentMarks.KeyHole, StringComparison.Ordinal) && HoldsAny(key, ""));

    private static bool HoldsAny(string key, string signs) =>
        key.AsSpan().IndexOfAny(signs) >= 0 || key.Any(char.IsWhiteSpace);
}
