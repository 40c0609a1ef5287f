using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Admin;

/// <summary>JSON of what admins see and do.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(NewSessionBody))]
[JsonSerializable(typeof(SessionCreated))]
[JsonSerializable(typeof(SessionsView))]
[JsonSerializable(typeof(SessionDetailView))]
[JsonSerializable(typeof(SessionFileContent))]
[JsonSerializable(typeof(DiagnosisView))]
[JsonSerializable(typeof(DiagnosisAsked))]
[JsonSerializable(typeof(BulkBody))]
[JsonSerializable(typeof(HostsBody))]
[JsonSerializable(typeof(OperationStarted))]
[JsonSerializable(typeof(OperationView))]
[JsonSerializable(typeof(AuditPageView))]
[JsonSerializable(typeof(UsagePageView))]
[JsonSerializable(typeof(BudgetsView))]
[JsonSerializable(typeof(BudgetBody))]
[JsonSerializable(typeof(WorkersView))]
internal sealed partial class AdminJson : JsonSerializerContext;
