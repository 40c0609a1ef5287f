using System.Text.Json.Serialization;

namespace TmuxBuilder.Core.Diagnoses;

/// <summary>JSON of stored bundles.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TurnDiagnosis))]
internal sealed partial class DiagnosisJson : JsonSerializerContext;
