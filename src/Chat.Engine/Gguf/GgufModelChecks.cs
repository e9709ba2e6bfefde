using Chat.Core.Errors;

namespace Chat.Engine.Gguf;

/// <summary>What a sound GGUF file must say to be a chat model that the native loader survives.</summary>
internal static class GgufModelChecks
{
    private const string GetWholeModel = "Give the file of the language model itself.";
    private const string GetChatModel = "Give the file of a chat model.";

    /// <summary>Checks the header of a model's first file.</summary>
    /// <param name="header">The header.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <exception cref="ChatException">
    /// The file is no chat model (<see cref="ChatErrorKind.ModelUnsupported"/>), or names no architecture or has numbers or a vocabulary
    /// that do not fit together (<see cref="ChatErrorKind.ModelInvalid"/>).
    /// </exception>
    public static void Check(GgufHeader header, GgufFaults faults)
    {
        if (header.Text("general.type") is { } type and not "model")
        {
            throw faults.Unsupported(
                $"is not a language model but of the type {GgufFaults.Quote(type)}",
                GetWholeModel
            );
        }

        if (header.Architecture is not { Length: > 0 } architecture)
        {
            throw faults.Invalid("it names no architecture in general.architecture");
        }

        if (GgufArchitectures.WhyNotChat(architecture) is { } kind)
        {
            throw faults.Unsupported($"is {kind} (architecture \"{architecture}\")", GetChatModel);
        }

        // The native decoder aborts on such a model when a prompt is longer than its work buffer.
        if (header.Truth($"{architecture}.attention.causal") is false)
        {
            throw faults.Unsupported("reads texts in both directions, as embedding models do", GetChatModel);
        }

        GgufShapeChecks.Check(header, architecture, faults);
        GgufVocabularyChecks.Check(header, faults);
    }

    /// <summary>Refuses a model that holds no tensors in any of its parts.</summary>
    /// <param name="header">The header of the first part, with those of the others.</param>
    /// <param name="faults">The words for refusals.</param>
    /// <exception cref="ChatException">There are none: <see cref="ChatErrorKind.ModelUnsupported"/>.</exception>
    public static void CheckTensors(GgufHeader header, GgufFaults faults)
    {
        if (header.ParameterCount == 0)
        {
            throw faults.Unsupported("holds no tensors, at most a vocabulary", GetWholeModel);
        }
    }
}
