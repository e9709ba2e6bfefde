using System.Runtime.CompilerServices;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Core.Backends;

/// <summary>
/// Refuses requests with a field that would change nothing, where the backend within would answer with a warning. Fields of which it is
/// not known whether they are heeded still pass.
/// </summary>
/// <param name="inner">The backend within.</param>
public sealed class StrictBackend(IChatBackend inner) : DelegatingChatBackend(inner)
{
    /// <inheritdoc/>
    /// <exception cref="ChatException">A field is ignored or refused: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public override async Task<ChatCompletion> CompleteAsync(
        ChatCompletionRequest request,
        CancellationToken cancellationToken
    )
    {
        CapabilityReport.RefuseUnheeded(request, Capabilities);
        return await base.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ChatException">A field is ignored or refused: kind <see cref="ChatErrorKind.InvalidRequest"/>.</exception>
    public override async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Thrown where the first chunk is asked for, as every other failure of a stream is.
        CapabilityReport.RefuseUnheeded(request, Capabilities);
        await foreach (
            var chunk in base.StreamAsync(request, cancellationToken)
                .WithCancellation(cancellationToken)
                .ConfigureAwait(false)
        )
        {
            yield return chunk;
        }
    }
}
