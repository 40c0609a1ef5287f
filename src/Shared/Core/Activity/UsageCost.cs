using System.Text;
using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Core.Activity;

/// <summary>Keeps from shares what a session cost: whoever was shown a project need not know its price.</summary>
internal static class UsageCost
{
    private const string Field = "cost_usd";

    /// <summary>The value of an entry; for a share that of a <c>usage</c> entry without its costs.</summary>
    public static string For(Audience audience, string type, string dataJson)
    {
        if (audience.Role != Role.Share || type != ActivityTypes.Usage || !dataJson.StartsWith('{'))
        {
            return dataJson;
        }

        using var data = JsonDocument.Parse(dataJson);
        using var scratch = FrameBuffer.Rent();
        Write(scratch.Writer, data.RootElement);
        scratch.Writer.Flush();
        return Encoding.UTF8.GetString(scratch.Written);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var field in value.EnumerateObject())
        {
            if (!field.NameEquals(Field))
            {
                writer.WritePropertyName(field.Name);
                Write(writer, field.Value);
            }
        }

        writer.WriteEndObject();
    }
}
