namespace Chat.Formats.ToolCalls;

/// <summary>What stands at a place of a written call.</summary>
internal enum CallPartKind
{
    /// <summary>A fixed text.</summary>
    Text,

    /// <summary>The name of the tool.</summary>
    Name,

    /// <summary>The call's id, which the model makes up.</summary>
    Id,

    /// <summary>The call's place among the calls of the answer, from 0.</summary>
    Index,

    /// <summary>The arguments.</summary>
    Arguments,
}
