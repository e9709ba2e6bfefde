namespace Chat.Engine;

/// <summary>What the engine is busy with, for a progress line.</summary>
public enum EngineStage
{
    /// <summary>Checking the file against its SHA-256.</summary>
    Verify,

    /// <summary>Loading the model into memory.</summary>
    Load,

    /// <summary>Computing the prompt.</summary>
    Prefill,
}
