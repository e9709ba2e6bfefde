using System.Text.Json;
using Chat.Formats.Jinja;
using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Tests.Jinja;

/// <summary>Renders templates in tests.</summary>
internal static class Rendering
{
    /// <summary>Renders a template with variables given as JSON, all of them input.</summary>
    public static JinjaOutput Pieces(string template, string variables = "{}", JinjaOptions? options = null)
    {
        using var document = JsonDocument.Parse(variables);
        return JinjaTemplate
            .Parse(template)
            .Render((JinjaObject)JinjaValue.FromJson(document.RootElement, isInput: true), options);
    }

    /// <summary>The whole text.</summary>
    public static string Text(string template, string variables = "{}") => Pieces(template, variables).ToString();

    /// <summary>The pieces with input in angle brackets.</summary>
    public static string Marked(string template, string variables) =>
        string.Concat(
            Pieces(template, variables).Pieces.Select(piece => piece.IsInput ? $"‹{piece.Text}›" : piece.Text)
        );
}
