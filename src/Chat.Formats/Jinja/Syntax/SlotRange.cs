using Chat.Formats.Jinja.Runtime;

namespace Chat.Formats.Jinja.Syntax;

/// <summary>The variables of a scope: a stretch of a frame's places.</summary>
/// <param name="Start">The first place.</param>
/// <param name="End">The place behind the last.</param>
internal readonly record struct SlotRange(int Start, int End)
{
    /// <summary>Makes all variables of the scope unset.</summary>
    /// <param name="frame">The frame.</param>
    public void Clear(JinjaFrame frame)
    {
        if (End > Start)
        {
            Array.Clear(frame.Slots, Start, End - Start);
        }
    }
}
