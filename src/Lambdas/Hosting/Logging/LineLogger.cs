using System.Text.Encodings.Web;
using System.Text.Json;

namespace TmuxBuilder.Hosting.Logging;

/// <summary>Writes entries to standard output as the service's JSON log format has them.</summary>
/// <param name="category">Whose entries they are.</param>
/// <param name="scopes">What lines are written on behalf of, such as the call they belong to.</param>
/// <param name="output">Where lines go.</param>
/// <param name="redact">Takes out of a text what nobody may read.</param>
internal sealed class LineLogger(
    string category, IExternalScopeProvider scopes, StandardFile output, Func<string, string> redact) : ILogger
{
    // The framework's own lines about each request say nothing that the service does not.
    private readonly LogLevel least = category.StartsWith("Microsoft.", StringComparison.Ordinal)
        ? LogLevel.Warning
        : LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("level", logLevel.ToString());
            json.WriteString("category", category);
            json.WriteString("message", redact(formatter(state, exception)));
            WriteValues(state, json);
            scopes.ForEachScope(WriteValues, json);
            if (exception is not null)
            {
                json.WriteString("exception", redact(exception.ToString()));
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        output.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
    }

    /// <summary>What the message names, each by its name, so that it can be searched and counted.</summary>
    private void WriteValues(object? state, Utf8JsonWriter json)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            return;
        }

        foreach (var (name, value) in values)
        {
            switch (value)
            {
                case var _ when name == "{OriginalFormat}":
                    break;
                case int number:
                    json.WriteNumber(name, number);
                    break;
                case long number:
                    json.WriteNumber(name, number);
                    break;
                default:
                    json.WriteString(name, value?.ToString() is { } text ? redact(text) : null);
                    break;
            }
        }
    }
}
