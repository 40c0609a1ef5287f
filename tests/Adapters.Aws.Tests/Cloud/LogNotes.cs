using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>What was logged, in order.</summary>
internal sealed class LogNotes
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> notes = new();

    public IReadOnlyList<(LogLevel Level, string Text)> All => [.. notes];

    public void Add(LogLevel level, string text) => notes.Enqueue((level, text));
}

internal sealed class NotingLogger<T>(LogNotes notes) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
            notes.Add(logLevel, $"{formatter(state, exception)} {exception}");
}
