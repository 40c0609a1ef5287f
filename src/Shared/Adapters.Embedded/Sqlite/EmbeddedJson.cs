using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;
using TmuxBuilder.Adapters.Embedded.Activity;
using TmuxBuilder.Adapters.Embedded.Audit;
using TmuxBuilder.Adapters.Embedded.Chat;
using TmuxBuilder.Adapters.Embedded.Clients;
using TmuxBuilder.Adapters.Embedded.Operations;
using TmuxBuilder.Adapters.Embedded.Requests;
using TmuxBuilder.Adapters.Embedded.Resources;
using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Sites;
using TmuxBuilder.Adapters.Embedded.Turns;
using TmuxBuilder.Adapters.Embedded.Uploads;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>JSON of the stored shapes.</summary>
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
internal sealed partial class EmbeddedJson : JsonSerializerContext
{
    /// <summary>
    /// Keeps text of any script as it is: the columns are UTF-8, and nothing here is ever put into HTML.
    /// </summary>
    public static EmbeddedJson Stored { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
