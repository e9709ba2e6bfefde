using System.Runtime.CompilerServices;
using Chat.Client.Profiles;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Core.Streaming;

namespace Chat.Client.Routing;

/// <summary>
/// Sends each request to the backend that its model reference names (<see cref="ProfileSet.Resolve"/>). A profile's backend is made when
/// it is first asked, kept, and disposed of with the router.
/// </summary>
/// <param name="profiles">The profiles.</param>
/// <param name="backends">Makes their backends.</param>
public sealed class ChatRouter(ProfileSet profiles, IProfileBackends backends) : IChatBackend
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IChatBackend> _open = new(StringComparer.OrdinalIgnoreCase);
    private bool _disposed;

    /// <summary>The profiles.</summary>
    public ProfileSet Profiles => profiles;

    /// <summary>What the default profile's backend does with each request field; see <see cref="BackendOf"/> for that of another.</summary>
    /// <exception cref="ChatException">The default profile cannot be used.</exception>
    public BackendCapabilities Capabilities => BackendOf(profiles.Default).Capabilities;

    /// <inheritdoc/>
    public async Task<ChatCompletion> CompleteAsync(ChatCompletionRequest request, CancellationToken cancellationToken)
    {
        var (backend, routed) = Route(request);
        return await backend.CompleteAsync(routed, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatCompletionChunk> StreamAsync(
        ChatCompletionRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (backend, routed) = Route(request);
        await foreach (var chunk in backend.StreamAsync(routed, cancellationToken).ConfigureAwait(false))
        {
            yield return chunk;
        }
    }

    /// <summary>Lists the models of every profile that answers. Profiles are asked side by side.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ChatException">No profile answers: the first one's failure.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<IReadOnlyList<ModelDescription>> ListModelsAsync(CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(profiles.Profiles.Select(profile => ListModelsAsync(profile, cancellationToken)))
            .ConfigureAwait(false);
        return lists.Length > 0 && lists.All(list => list.Failure is not null)
            ? throw lists[0].Failure!
            : [.. lists.SelectMany(list => list.Models)];
    }

    /// <summary>Lists the models of one profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ProfileModels> ListModelsAsync(ChatProfile profile, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(profile);
        try
        {
            var models = await BackendOf(profile).ListModelsAsync(cancellationToken).ConfigureAwait(false);
            return new ProfileModels(
                profile,
                [.. models.Select(model => model with { Id = $"{profile.Name}/{model.Name}" })]
            );
        }
        catch (ChatException failure)
        {
            return new ProfileModels(profile, [], failure);
        }
    }

    /// <summary>The backend of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ChatException">The profile's key cannot be had, or it has no backend here.</exception>
    /// <exception cref="ObjectDisposedException">The router has been disposed of.</exception>
    public IChatBackend BackendOf(ChatProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_open.TryGetValue(profile.Name, out var backend))
            {
                backend = backends.Open(profile);
                _open.Add(profile.Name, backend);
            }

            return backend;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<IChatBackend> open;
        lock (_gate)
        {
            _disposed = true;
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (var backend in open)
        {
            await backend.DisposeAsync().ConfigureAwait(false);
        }
    }

    private (IChatBackend Backend, ChatCompletionRequest Request) Route(ChatCompletionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = profiles.Resolve(request.Model);
        return (BackendOf(reference.Profile), request with { Model = reference.AskedName });
    }
}
