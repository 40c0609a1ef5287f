using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TmuxBuilder.Checks.Reports;

/// <summary>How reports are written.</summary>
[JsonSourceGenerationOptions]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>
    /// Reports are text for terminals and agents, never put into HTML unescaped: words stay readable.
    /// </summary>
    public static ReportJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    public static CheckReport? Read(string json)
    {
        try
        {
            var report = JsonSerializer.Deserialize(json, Readable.CheckReport);
            return report is { Findings: not null, Pages: not null } ? report : null;
        }
        catch (Exception notRead) when (notRead is JsonException or ArgumentException)
        {
            // Half of a surrogate pair is no JSON either, and told of in another way.
            return null;
        }
    }

    public static string Write(CheckReport report) => JsonSerializer.Serialize(report, Readable.CheckReport);
}
