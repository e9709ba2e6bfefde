namespace Chat.Engine;

/// <summary>How far the engine is with what it is busy with.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="Fraction">How much of that is done, 0 to 1.</param>
public readonly record struct EngineProgress(EngineStage Stage, double Fraction);
