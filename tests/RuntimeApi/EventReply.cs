using System.Text;

namespace TmuxBuilder.Testing;

/// <summary>An event as the Runtime API sends it, in either framing.</summary>
internal static class EventReply
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    public static byte[] Head(int number, int length, Delivery delivery)
    {
        var deadline = (delivery.Deadline ?? TimeProvider.System.GetUtcNow() + Usual).ToUnixTimeMilliseconds();
        var framing = delivery.ChunkSize is null ? $"Content-Length: {length}" : "Transfer-Encoding: chunked";
        var close = delivery.SaysClose ? "Connection: close\r\n" : "";
        return Encoding.Latin1.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: {Id(number)}\r\n"
            + $"Lambda-Runtime-Deadline-Ms: {deadline}\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:f\r\n"
            + $"{close}{framing}\r\n\r\n");
    }

    public static byte[] Body(byte[] json, int? chunkSize) => chunkSize is not { } size
        ? json
        : [.. json.Chunk(size).SelectMany(Framed), .. "0\r\n\r\n"u8];

    private static byte[] Framed(byte[] chunk) =>
        [.. Encoding.Latin1.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8];

    private static string Id(int number) => $"00000000-0000-4000-8000-{number:x12}";
}
