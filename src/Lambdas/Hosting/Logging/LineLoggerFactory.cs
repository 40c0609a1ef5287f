namespace TmuxBuilder.Hosting.Logging;

/// <summary>Loggers that write one JSON line an entry, from <see cref="LogLevel.Information"/> on.</summary>
/// <param name="redact">Takes out of a text what nobody may read.</param>
internal sealed class LineLoggerFactory(StandardFile output, Func<string, string> redact) : ILoggerFactory
{
    private readonly LoggerExternalScopeProvider scopes = new();

    public ILogger CreateLogger(string categoryName) => new LineLogger(categoryName, scopes, output, redact);

    public void AddProvider(ILoggerProvider provider)
    {
        // There is one place for lines to go to, and the service reads it.
    }

    public void Dispose()
    {
        // Lines are written as they come: nothing is left to flush.
    }
}
