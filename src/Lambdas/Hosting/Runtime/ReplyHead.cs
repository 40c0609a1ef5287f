using System.Buffers.Text;
using System.Text;

namespace TmuxBuilder.Hosting.Runtime;

/// <summary>The header of an answer, as far as it matters here.</summary>
/// <param name="ContentLength">How many bytes follow; <see langword="null"/> when it does not say.</param>
/// <param name="RequestId">The invocation's id.</param>
/// <param name="DeadlineMs">When the invocation must have ended, in milliseconds since 1970.</param>
internal readonly record struct ReplyHead(
    int Status, int? ContentLength, bool IsChunked, bool IsLast, string? RequestId, long? DeadlineMs)
{
    /// <summary>Reads everything up to the empty line, which <paramref name="head"/> does not contain.</summary>
    /// <exception cref="RuntimeGoneException">This is no header of HTTP/1.1.</exception>
    public static ReplyHead Parse(ReadOnlySpan<byte> head)
    {
        // HTTP/1.1 200 OK
        var end = head.IndexOf("\r\n"u8);
        var first = end < 0 ? head : head[..end];
        if (!first.StartsWith("HTTP/1."u8) || first.Length < 12
            || !Utf8Parser.TryParse(first[9..12], out int status, out var digits) || digits != 3)
        {
            throw new RuntimeGoneException("The Runtime API answered with something that is not HTTP.");
        }

        var reply = new ReplyHead(status, null, false, false, null, null);
        var rest = end < 0 ? default : head[(end + 2)..];
        while (!rest.IsEmpty)
        {
            end = rest.IndexOf("\r\n"u8);
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 2)..];
            if (line.IndexOf((byte)':') is var colon and > 0)
            {
                reply = reply.With(line[..colon], line[(colon + 1)..].Trim((byte)' '));
            }
        }

        return reply;
    }

    private ReplyHead With(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => name.Length switch
    {
        14 when Is(name, "content-length"u8) => this with { ContentLength = (int)Number(value, int.MaxValue) },
        17 when Is(name, "transfer-encoding"u8) => this with { IsChunked = Is(value, "chunked"u8) },
        10 when Is(name, "connection"u8) => this with { IsLast = Is(value, "close"u8) },
        29 when Is(name, "lambda-runtime-aws-request-id"u8) =>
            this with { RequestId = Encoding.Latin1.GetString(value) },
        26 when Is(name, "lambda-runtime-deadline-ms"u8) => this with { DeadlineMs = Number(value, long.MaxValue) },
        _ => this,
    };

    private static bool Is(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(bytes, word);

    private static long Number(ReadOnlySpan<byte> value, long most) =>
        Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length
            && number >= 0 && number <= most
            ? number
            : throw new RuntimeGoneException("The Runtime API sent a header whose number cannot be read.");
}
