using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TmuxBuilder.Records.Activity;
using TmuxBuilder.Records.Audit;
using TmuxBuilder.Records.Chat;
using TmuxBuilder.Records.Clients;
using TmuxBuilder.Records.Operations;
using TmuxBuilder.Records.Requests;
using TmuxBuilder.Records.Resources;
using TmuxBuilder.Records.Sessions;
using TmuxBuilder.Records.Sites;
using TmuxBuilder.Records.Turns;
using TmuxBuilder.Records.Uploads;
using TmuxBuilder.Records.Workers;

namespace TmuxBuilder.Records;

/// <summary>JSON of what stores keep of the domain: written once, for every adapter.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(SessionRecordV1))]
[JsonSerializable(typeof(TurnRecordV1))]
[JsonSerializable(typeof(ChatRecordV1))]
[JsonSerializable(typeof(ActivityRecordV1))]
[JsonSerializable(typeof(RequestRecordV1))]
[JsonSerializable(typeof(SiteRecordV1))]
[JsonSerializable(typeof(ReleaseRecordV1))]
[JsonSerializable(typeof(ResourceRecordV1))]
[JsonSerializable(typeof(UploadRecordV1))]
[JsonSerializable(typeof(ClientRecordV1))]
[JsonSerializable(typeof(AuditRecordV1))]
[JsonSerializable(typeof(OperationItemV1))]
[JsonSerializable(typeof(WorkerPlacesV1))]
public sealed partial class RecordJson : JsonSerializerContext
{
    /// <summary>
    /// Keeps text of any script as it is: stores hold UTF-8, and nothing here is ever put into HTML.
    /// </summary>
    public static RecordJson Stored { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
