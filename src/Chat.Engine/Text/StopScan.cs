namespace Chat.Engine.Text;

/// <summary>What a stop string matcher lets through.</summary>
/// <param name="Text">The text that may be shown now; empty when there is none.</param>
/// <param name="Matched">The stop string that was found; null when none was. Nothing follows after one.</param>
internal readonly record struct StopScan(string Text, string? Matched);
