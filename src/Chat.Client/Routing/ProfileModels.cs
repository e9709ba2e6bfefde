using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Errors;

namespace Chat.Client.Routing;

/// <summary>The models of one profile, or why they could not be listed.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Models">The models, each with its whole reference as its id; empty when there was a failure.</param>
/// <param name="Failure">Why they could not be listed; null when they were.</param>
public sealed record ProfileModels(
    ChatProfile Profile,
    IReadOnlyList<ModelDescription> Models,
    ChatException? Failure = null
);
