using Chat.Core.Tools;

namespace Chat.Formats.Tests.ToolCalls;

/// <summary>A case of llama.cpp's table of answers: which text is read as what, with which template.</summary>
internal sealed class UpstreamAnswerCase
{
    /// <summary>The template's name and the case's number among the template's.</summary>
    public required string Name { get; set; }

    public required string Template { get; init; }

    public required string Input { get; init; }

    public List<ChatTool> Tools { get; } = [];

    public string Content { get; set; } = "";

    public string Reasoning { get; set; } = "";

    /// <summary>Name, arguments, id; an empty id is not compared.</summary>
    public List<(string Name, string Arguments, string Id)> Calls { get; set; } = [];

    public bool Thinks { get; set; } = true;

    public bool IsPartial { get; set; }

    /// <summary>True when reasoning is taken apart from content.</summary>
    public bool TakesReasoning { get; set; }

    /// <summary>Why the case cannot be read as data or has no meaning here; null when it can be run.</summary>
    public string? LeftOut { get; set; }
}
