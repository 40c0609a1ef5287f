using System.Text.Json;

namespace TmuxBuilder.Adapters.Aws.Metrics;

/// <summary>
/// One line of a log out of which CloudWatch takes metrics: its embedded metric format, for functions that load nothing
/// for it. A line has at most <see cref="MostValues"/> values of a metric, and stays below what a worker's log ships.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </remarks>
public static class MetricLine
{
    /// <summary>The format's own limit.</summary>
    public const int MostValues = 100;

    /// <summary>Writes a line, its end included.</summary>
    /// <param name="dimensions">Labels and their values, each of which is a metric of its own.</param>
    /// <param name="metrics">Units are those of CloudWatch: <c>Count</c>, <c>Seconds</c>, <c>None</c>.</param>
    public static byte[] Write(
        string stage,
        DateTimeOffset at,
        IReadOnlyList<KeyValuePair<string, string>> dimensions,
        IReadOnlyList<(string Name, string Unit, IReadOnlyList<double> Values)> metrics)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", at.ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", MetricNames.NamespaceOf(stage));
            WriteDimensions(json, dimensions);
            WriteMetrics(json, metrics);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            foreach (var (name, value) in dimensions)
            {
                json.WriteString(name, value);
            }

            foreach (var (name, _, values) in metrics)
            {
                WriteValues(json, name, values);
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static void WriteDimensions(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> dimensions)
    {
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        foreach (var (name, _) in dimensions)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    private static void WriteMetrics(
        Utf8JsonWriter json, IReadOnlyList<(string Name, string Unit, IReadOnlyList<double> Values)> metrics)
    {
        json.WriteStartArray("Metrics");
        foreach (var (name, unit, _) in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteString("Unit", unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, MostValues);
        if (values is [var only])
        {
            json.WriteNumber(name, only);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
