namespace Chat.Daemon.Doctor;

/// <summary>What one check found.</summary>
/// <param name="What">What is so, in a sentence or less.</param>
/// <param name="Remedy">One sentence: what to do about it; null when all is well.</param>
internal sealed record Finding(string What, string? Remedy = null)
{
    /// <summary>The line that <c>doctor</c> prints.</summary>
    public string Line => Remedy is null ? $"ok       {What}" : $"problem  {What.TrimEnd('.')}. {Remedy}";
}
