namespace Chat.Formats.Grammars.JsonSchema.Shapes;

/// <summary>Properties whose names are not declared.</summary>
/// <param name="Key">Adds the rule of the names, quotes included, and gives its name.</param>
/// <param name="Value">Their values.</param>
internal sealed record OtherMembers(Func<string> Key, Shape Value);
