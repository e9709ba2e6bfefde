namespace Chat.Client.Profiles;

/// <summary>One member of a JSON object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where the name begins, in bytes from the start of the file.</param>
/// <param name="Value">Its value.</param>
internal sealed record PlacedMember(string Name, int Offset, PlacedJson Value);
