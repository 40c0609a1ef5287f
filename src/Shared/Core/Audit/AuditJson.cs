using System.Text.Json.Serialization;

namespace TmuxBuilder.Core.Audit;

/// <summary>JSON of audit details.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class AuditJson : JsonSerializerContext;
