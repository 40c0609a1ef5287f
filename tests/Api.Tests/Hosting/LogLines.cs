using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>What was logged by the product, and by the framework from warnings up; each line with its scopes.</summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    /// <summary>The lines from warnings up.</summary>
    public IReadOnlyList<string> All => From(LogLevel.Warning);

    public IReadOnlyList<string> From(LogLevel level) =>
        [.. lines.Where(line => line.Level >= level).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Category(
        this, categoryName.StartsWith("TmuxBuilder.", StringComparison.Ordinal) ? LogLevel.Trace : LogLevel.Warning);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Category(LogLines log, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var line = new StringBuilder($"{logLevel}: {formatter(state, exception)} {exception}");
                log.scopes.ForEachScope((scope, text) => text.Append(" => ").Append(scope), line);
                log.lines.Enqueue((logLevel, line.ToString()));
            }
        }
    }
}
