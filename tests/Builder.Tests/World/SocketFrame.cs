using System.Text.Json;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>A frame as its reader understands it.</summary>
internal sealed record SocketFrame(long Seq, string Type, string Guid, string Message, string Data, string? Turn)
{
    public static SocketFrame Read(JsonElement frame) => new(
        frame.GetProperty("seq").GetInt64(),
        frame.GetProperty("type").GetString()!,
        frame.GetProperty("guid").GetString()!,
        frame.GetProperty("message").GetString()!,
        frame.GetProperty("data").GetRawText(),
        frame.GetProperty("turn_id").GetString());
}
