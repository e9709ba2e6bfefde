namespace Chat.Client.Profiles;

/// <summary>What is wrong with a value.</summary>
/// <param name="What">What is wrong, to follow the name of the place: "must be …".</param>
/// <param name="Advice">One sentence: what to do.</param>
internal sealed record ProfileFault(string What, string Advice);
