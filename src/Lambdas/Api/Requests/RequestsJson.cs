using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Requests;

/// <summary>JSON of onboarding requests.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(SubmitRequestBody))]
[JsonSerializable(typeof(RejectBody))]
[JsonSerializable(typeof(RequestReceived))]
[JsonSerializable(typeof(RequestStatusView))]
[JsonSerializable(typeof(RequestDetailView))]
[JsonSerializable(typeof(RequestsView))]
[JsonSerializable(typeof(RequestDecided))]
internal sealed partial class RequestsJson : JsonSerializerContext;
