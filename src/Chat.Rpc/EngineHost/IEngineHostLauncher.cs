namespace Chat.Rpc.EngineHost;

/// <summary>Starts engine hosts.</summary>
public interface IEngineHostLauncher
{
    /// <summary>Starts one, which goes on when this process ends, and shares no stream with it.</summary>
    /// <param name="address">Where it is to be.</param>
    /// <returns>The process. Without a fault it ends with exit code 0 when another host holds the address.</returns>
    /// <exception cref="IOException">It cannot be started.</exception>
    IEngineHostProcess Launch(EngineHostAddress address);
}
