namespace Chat.Client.Profiles;

/// <summary>Where a profile comes from.</summary>
public enum ProfileOrigin
{
    /// <summary>The profiles file.</summary>
    File,

    /// <summary>Environment variables.</summary>
    Environment,

    /// <summary>This program: it is always there.</summary>
    BuiltIn,
}
