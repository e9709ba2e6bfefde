using Chat.Core.Errors;

namespace Chat.Client.Profiles;

/// <summary>A profile that the environment asks for and that cannot be made: whoever names it learns why, nobody else is bothered.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Fault">What is wrong, and what to do.</param>
public sealed record BrokenProfile(string Name, ChatException Fault);
