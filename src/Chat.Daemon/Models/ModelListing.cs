using Chat.Core.Errors;
using Chat.Daemon.LocalEngine;

namespace Chat.Daemon.Models;

/// <summary>The models of profiles.</summary>
/// <param name="Models">The models that could be listed.</param>
/// <param name="Warnings">The profiles that could not be listed, a sentence or two each.</param>
/// <param name="Failure">The first failure when nothing at all could be listed; null otherwise.</param>
internal sealed record ModelListing(
    IReadOnlyList<ModelSummary> Models,
    IReadOnlyList<string> Warnings,
    ChatException? Failure
);
