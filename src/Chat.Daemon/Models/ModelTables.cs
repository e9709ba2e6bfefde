using System.Globalization;
using Chat.Daemon.ConsoleIO;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Models;

/// <summary>Models as tables for a person.</summary>
internal static class ModelTables
{
    private const string Unknown = "-";

    /// <summary>The table of <c>models list</c>. The column of what is in memory is there only when that is known of a model.</summary>
    /// <param name="models">The models.</param>
    /// <param name="terminal">Where it is shown.</param>
    public static string Describe(IReadOnlyList<ModelSummary> models, ITerminal terminal)
    {
        string[] memory = models.Any(model => model.IsLoaded is not null) ? ["Memory"] : [];
        return TableText.Render(
            terminal,
            ["Model", "Size", "Context", "From", .. memory],
            models.Select(model =>
                (string[])
                    [
                        model.Id,
                        Size(model.SizeBytes),
                        Number(model.ContextLength),
                        model.Source,
                        .. memory.Select(_ => model.IsLoaded == true ? "loaded" : Unknown),
                    ]
            )
        );
    }

    /// <summary>The table of <c>models show</c>.</summary>
    /// <param name="sheet">The model.</param>
    /// <param name="terminal">Where it is shown.</param>
    public static string Describe(ModelSheet sheet, ITerminal terminal) =>
        TableText.Render(
            terminal,
            ["Field", "Value"],
            [
                ["model", sheet.Id],
                ["name", sheet.Name ?? Unknown],
                ["from", sheet.Source],
                ["file", sheet.Path],
                ["size", Size(sheet.SizeBytes)],
                ["format", sheet.FormatVersion is { } version ? $"GGUF {version}" : Unknown],
                ["architecture", sheet.Architecture ?? Unknown],
                ["parameters", Number(sheet.Parameters)],
                ["quantization", sheet.Quantization ?? Unknown],
                ["context", Number(sheet.ContextLength)],
                ["vocabulary", Number(sheet.VocabularySize)],
                [
                    "chat template",
                    sheet.HasChatTemplate switch
                    {
                        true => "yes",
                        false => "no",
                        null => Unknown,
                    },
                ],
                ["sha256", sheet.HashState],
            ]
        );

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? Unknown;

    private static string Size(long? bytes) =>
        bytes is null ? Unknown
        : bytes < 1024 * 1024 ? string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / 1024.0:F1} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes.Value / (1024.0 * 1024):F1} MiB");
}
