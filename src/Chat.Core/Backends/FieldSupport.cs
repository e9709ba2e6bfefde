namespace Chat.Core.Backends;

/// <summary>What a backend does with a request field.</summary>
public enum FieldSupport
{
    /// <summary>The target itself does what the field asks.</summary>
    Honoured,

    /// <summary>This project does what the field asks, because the target does not, or knows it by another name.</summary>
    Emulated,

    /// <summary>The field changes nothing; the answer carries a warning that says so.</summary>
    Ignored,

    /// <summary>The request fails.</summary>
    Refused,

    /// <summary>The field is sent; whether the target heeds it is not known, and the answer carries a warning that says so.</summary>
    Unverified,
}
