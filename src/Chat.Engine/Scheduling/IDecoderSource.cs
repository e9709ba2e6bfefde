using Chat.Core.Errors;

namespace Chat.Engine.Scheduling;

/// <summary>Gives the scheduler of a model what it computes on. Used by the scheduler's thread.</summary>
internal interface IDecoderSource
{
    /// <summary>True when what was opened last has room for a plan that has it to itself.</summary>
    /// <param name="plan">The plan.</param>
    bool Covers(GenerationPlan plan);

    /// <summary>Opens what a plan needs, in place of what was opened before; all that was held is gone.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="ChatException">It cannot be had.</exception>
    ISequenceDecoder Open(GenerationPlan plan);

    /// <summary>Gives back what is larger than plans usually need.</summary>
    /// <returns>True when it was given back, and must be opened again.</returns>
    bool Trim();

    /// <summary>Gives back what was opened, which has failed.</summary>
    void Close();
}
