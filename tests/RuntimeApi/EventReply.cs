using System.Globalization;
using System.Text;

namespace TmuxBuilder.Testing;

/// <summary>An event as the Runtime API sends it, in either framing.</summary>
internal static class EventReply
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    public static byte[] Write(int number, ReadOnlySpan<byte> json, Delivery delivery)
    {
        var deadline = (delivery.Deadline ?? TimeProvider.System.GetUtcNow() + Usual).ToUnixTimeMilliseconds();
        var framing = delivery.ChunkSize is null ? $"Content-Length: {json.Length}" : "Transfer-Encoding: chunked";
        var close = delivery.SaysClose ? "Connection: close\r\n" : "";
        using var reply = new MemoryStream(json.Length + 1024);
        reply.Write(Encoding.Latin1.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: {Id(number)}\r\n"
            + $"Lambda-Runtime-Deadline-Ms: {deadline}\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:f\r\n"
            + $"{delivery.MoreHeaders}{close}{framing}\r\n\r\n"));
        if (delivery.ChunkSize is not { } size)
        {
            reply.Write(json);
            return reply.ToArray();
        }

        for (var at = 0; at < json.Length; at += size)
        {
            var chunk = json.Slice(at, Math.Min(size, json.Length - at));
            reply.Write(Encoding.Latin1.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            reply.Write(chunk);
            reply.Write("\r\n"u8);
        }

        reply.Write("0\r\n\r\n"u8);
        return reply.ToArray();
    }

    private static string Id(int number) => $"00000000-0000-4000-8000-{number:x12}";
}
