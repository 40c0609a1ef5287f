using System.Text.Json;
using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Chat;

/// <summary>Writes a frame as it is.</summary>
public sealed class RawFrameConverter : JsonConverter<RawFrame>
{
    public override RawFrame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Frames are only written.");

    public override void Write(Utf8JsonWriter writer, RawFrame value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
