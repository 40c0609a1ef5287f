using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Standalone.Signals;

/// <summary>Counts the lines that somebody must look at.</summary>
internal sealed class ErrorCounter(Instruments instruments) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            instruments.ErrorLogged();
        }
    }

    public void Dispose()
    {
        // What is counted is the instruments'.
    }
}
