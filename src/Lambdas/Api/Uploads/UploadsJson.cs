using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Uploads;

/// <summary>JSON of uploads.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(UploadFields))]
[JsonSerializable(typeof(UploadAccepted))]
[JsonSerializable(typeof(BeginUpload))]
[JsonSerializable(typeof(UploadPlanned))]
[JsonSerializable(typeof(SessionOnly))]
[JsonSerializable(typeof(UploadCompleted))]
internal sealed partial class UploadsJson : JsonSerializerContext;
