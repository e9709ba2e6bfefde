using Chat.Core.Requests;

namespace Chat.Http.Batch;

/// <summary>One request of a batch.</summary>
/// <param name="CustomId">The name by which its result is found; no other request of the batch has it.</param>
/// <param name="Request">The request. It names the model that all requests of the batch name, or leaves it to the profile.</param>
public sealed record BatchRequest(string CustomId, ChatCompletionRequest Request);
