using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Admin;

/// <summary>JSON of the audit's lines, which are written past the framework.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AuditView))]
internal sealed partial class AuditLinesJson : JsonSerializerContext;
