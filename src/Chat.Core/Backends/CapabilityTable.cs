namespace Chat.Core.Backends;

/// <summary>Temporary.</summary>
public static class CapabilityTable
{
    /// <summary>Temporary.</summary>
    public static BackendCapabilities For(string target) => new([]);
}
