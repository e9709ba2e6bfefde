using Chat.Formats.Jinja;
using Chat.Formats.ToolCalls;
using Chat.Testing.Upstream;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>A template of llama.cpp's source, and the form of calls that was found in it.</summary>
internal sealed class UpstreamTemplate
{
    public const string Folder = "models/templates";

    private static readonly Dictionary<string, UpstreamTemplate> Known = new(StringComparer.Ordinal);

    private readonly JinjaTemplate _template;

    private UpstreamTemplate(string path)
    {
        Source = UpstreamSource.Read(path);
        _template = JinjaTemplate.Parse(Source);
        Probes = CallFormatProber.Probe(Source);
        Format = CallFormatDetector.FromRendered(Probes);
    }

    public string Source { get; }

    public RenderedProbes Probes { get; }

    public CallFormat Format { get; }

    /// <summary>The templates' paths.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        UpstreamSource.Folder is null
            ? []
            :
            [
                .. Directory
                    .GetFiles(Path.Combine(UpstreamSource.Folder, Folder), "*.jinja")
                    .Select(file => $"{Folder}/{Path.GetFileName(file)}")
                    .Order(StringComparer.Ordinal),
            ];

    public static UpstreamTemplate Of(string path)
    {
        lock (Known)
        {
            return Known.TryGetValue(path, out var known) ? known : Known[path] = new UpstreamTemplate(path);
        }
    }

    /// <summary>True when the prompt ends inside reasoning.</summary>
    public bool OpensReasoning(bool thinks) =>
        Format.Reasoning is { } marks
        && marks.IsOpenAtEnd(
            CallFormatProber.Render(_template, $"[{CallProbes.UserMessage}]", prompt: true, thinks) ?? ""
        );
}
