using Chat.Engine.Models;
using Microsoft.Extensions.Logging;

namespace Chat.Engine.Tests.Models;

/// <summary>Keeps the warnings that a verifier writes.</summary>
internal sealed class WarningLog : ILogger<ModelVerifier>
{
    public List<string> Warnings { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel >= LogLevel.Warning)
        {
            Warnings.Add(formatter(state, exception));
        }
    }
}
