using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>Hands on what a process logs.</summary>
internal sealed class SaidLines(string process, Action<string> say) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        say($"{process}: {formatter(state, exception)} {exception?.GetType().Name} {exception?.Message}".TrimEnd());

    public void Dispose()
    {
        // Nothing is held.
    }
}
