namespace Chat.Rpc.EngineHost;

/// <summary>An engine host that this process started.</summary>
public interface IEngineHostProcess : IDisposable
{
    /// <summary>The exit code of a host that finds no place: its folder cannot be written.</summary>
    const int NoPlace = 3;

    /// <summary>Its process id.</summary>
    int Id { get; }

    /// <summary>Its exit code; null as long as it runs.</summary>
    int? ExitCode { get; }
}
