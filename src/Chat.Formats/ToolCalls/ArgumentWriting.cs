namespace Chat.Formats.ToolCalls;

/// <summary>How a model writes the arguments of a call.</summary>
internal enum ArgumentWriting
{
    /// <summary>As a JSON object.</summary>
    Json,

    /// <summary>Each argument between marks of its own, such as <c>&lt;parameter=city&gt;Paris&lt;/parameter&gt;</c>; strings stand bare.</summary>
    Tagged,

    /// <summary>As keyword arguments of Python, such as <c>city="Paris", days=3</c>.</summary>
    Python,

    /// <summary>As a JSON object whose keys stand bare and whose strings stand between marks, as Gemma 4 writes them.</summary>
    BareKeys,
}
