using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>What was logged, each line with the scopes it was written in.</summary>
internal sealed class ScopedLines : ILoggerProvider, ISupportExternalScope, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<string> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var line = new StringBuilder(formatter(state, exception));
        scopes.ForEachScope((scope, text) => text.Append(" => ").Append(scope), line);
        lines.Enqueue(line.ToString());
    }

    public void Dispose()
    {
    }
}
