using Microsoft.AspNetCore.Http.Features;

namespace TmuxBuilder.Api.Conventions;

/// <summary>A call's body, held in memory once and within its endpoint's limit.</summary>
internal sealed class RequestBody
{
    private RequestBody(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    private ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads the body whole, once; whoever reads it later finds it from its beginning.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than the endpoint takes (413).</exception>
    public static async Task<ReadOnlyMemory<byte>> BufferAsync(HttpContext context)
    {
        if (context.Features.Get<RequestBody>() is { } held)
        {
            return held.Bytes;
        }

        var bytes = await ReadAsync(context, BodyLimit.Of(context).Bytes);
        context.Features.Set(new RequestBody(bytes));
        context.Request.Body = new MemoryStream(bytes, writable: false);
        return bytes;
    }

    /// <summary>Refuses a body that says it is too large, and caps one that does not say.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than the endpoint takes (413).</exception>
    public static void Cap(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge();
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } cap)
        {
            cap.MaxRequestBodySize = limit;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext context, long limit)
    {
        using var buffer = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, limit));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                throw TooLarge();
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static BadHttpRequestException TooLarge() =>
        new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
