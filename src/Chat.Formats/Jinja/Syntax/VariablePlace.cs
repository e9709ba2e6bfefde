namespace Chat.Formats.Jinja.Syntax;

/// <summary>Where a variable is kept.</summary>
/// <param name="Hops">How many frames outwards.</param>
/// <param name="Slot">Its place in that frame.</param>
internal readonly record struct VariablePlace(int Hops, int Slot);
