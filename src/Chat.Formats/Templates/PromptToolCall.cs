using Chat.Formats.Jinja.Values;

namespace Chat.Formats.Templates;

/// <summary>A tool call of an earlier message.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as the model wrote them.</param>
internal sealed record PromptToolCall(string Id, JinjaString Name, JinjaString Arguments);
