using Chat.Core.Errors;

namespace Chat.Daemon.Routing;

/// <summary>Tells who names a profile where a model is expected.</summary>
internal static class ProfileHint
{
    /// <summary>The failure with other advice, when the model that was not found has the name of a profile.</summary>
    /// <param name="host">The process.</param>
    /// <param name="model">The model reference; null for the default one.</param>
    /// <param name="failure">The failure.</param>
    public static ChatException For(CommandHost host, string? model, ChatException failure)
    {
        if (
            failure.Kind != ChatErrorKind.NotFound
            || model is null
            || model.Contains('/', StringComparison.Ordinal)
            || !IsProfile(host, model)
        )
        {
            return failure;
        }

        return failure.Again(advice: $"'{model}' is a profile: write {model}/MODEL, or --profile {model}.");
    }

    private static bool IsProfile(CommandHost host, string name)
    {
        try
        {
            return DoorBackends.ProfilesOf(host).Contains(name);
        }
        catch (ChatException)
        {
            // A replay goes without a profiles file that can be read; a hint is no reason for another failure.
            return false;
        }
    }
}
