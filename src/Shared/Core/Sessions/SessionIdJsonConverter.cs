using System.Text.Json;
using System.Text.Json.Serialization;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Reads and writes a session id as its 64 digits; anything else is a <see cref="JsonException"/>.</summary>
public sealed class SessionIdJsonConverter : JsonConverter<SessionId>
{
    public override SessionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && SessionId.TryParse(reader.GetString(), null, out var id)
            ? id
            : throw new JsonException("guid must be 64 lower-case hex digits.");

    public override void Write(Utf8JsonWriter writer, SessionId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
