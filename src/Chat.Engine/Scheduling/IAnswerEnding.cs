namespace Chat.Engine.Scheduling;

/// <summary>Ends an answer by its text where no stop string can say it. Has the state of one answer.</summary>
internal interface IAnswerEnding
{
    /// <summary>Looks at the next piece of the text.</summary>
    /// <param name="text">The piece; may be empty.</param>
    /// <returns>True when the answer ends with it.</returns>
    bool Ends(string text);
}
