using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using TmuxBuilder.Checks.Reports;

namespace TmuxBuilder.Checks.Tests.Reports;

/// <summary>Writes the JSON Schema of a report from its type.</summary>
internal static class ReportSchema
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["version"] = "The shape of the report. It may grow fields without another number.",
        ["passed"] = "Whether there is no finding of severity error.",
        ["url"] = "Where the check began.",
        ["checked_at"] = "When it began, UTC.",
        ["duration_ms"] = "How long it took, in milliseconds.",
        ["pages"] = "The pages opened, in that order; at most 25.",
        ["path"] = "The page's path on the site.",
        ["status"] = "The HTTP status it came with; 0 when nothing came.",
        ["title"] = "The page's title.",
        ["findings"] = "What is wrong: errors first, each said once, at most 60.",
        ["rule"] = "The rule's name; docs/checks.md lists them.",
        ["severity"] = "An error fails the check, a warning does not.",
        ["page"] = "The path of the first page it was seen on.",
        ["viewport"] = "The width in pixels at which it was seen; absent where that does not matter.",
        ["detail"] = "What was seen.",
        ["cure"] = "What to do about it.",
        ["weight_bytes"] = "What the first page and all it needs weigh as sent, in bytes.",
        ["requests"] = "How many requests the first page made.",
    };

    public static string Write()
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        };
        var schema = ReportJson.Readable.CheckReport.GetJsonSchemaAsNode(exporter).AsObject();
        schema.Insert(0, "title", "Report of a site's check");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.PropertyInfo?.Name is { } name && schema is JsonObject described)
        {
            described.Insert(0, "description", Meanings[name]);
        }

        if (schema is JsonObject whole && whole["properties"] is JsonObject properties)
        {
            var required = properties.Select(each => each.Key).Where(each => each != "viewport");
            whole["required"] = new JsonArray([.. required.Select(each => (JsonNode)each)]);
        }

        return schema;
    }
}
