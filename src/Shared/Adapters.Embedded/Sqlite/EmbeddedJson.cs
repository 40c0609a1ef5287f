using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TmuxBuilder.Adapters.Embedded.Activity;
using TmuxBuilder.Adapters.Embedded.Chat;
using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Turns;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>JSON of the stored shapes.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(SessionRecordV1))]
[JsonSerializable(typeof(TurnRecordV1))]
[JsonSerializable(typeof(ChatRecordV1))]
[JsonSerializable(typeof(ActivityRecordV1))]
internal sealed partial class EmbeddedJson : JsonSerializerContext
{
    /// <summary>Keeps text of any script as it is: the columns are UTF-8, and nothing here is ever put into HTML.</summary>
    public static EmbeddedJson Stored { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
