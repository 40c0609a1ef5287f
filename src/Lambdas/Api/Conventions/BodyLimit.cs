namespace TmuxBuilder.Api.Conventions;

/// <summary>How many bytes of body an endpoint takes.</summary>
/// <param name="Buffered">
/// Whether the body is read whole before the endpoint runs; false for files, which stream.
/// </param>
internal sealed record BodyLimit(long Bytes, bool Buffered)
{
    /// <summary>
    /// Room for a message of 32,000 characters, each written as a JSON escape, and what is around it.
    /// </summary>
    public static readonly BodyLimit Default = new(256 * 1024, Buffered: true);

    /// <summary>
    /// Room for a message of 32,000 characters, each written as two JSON escapes, and what is around it.
    /// </summary>
    public const long Message = 512 * 1024;

    /// <summary>What a larger body is answered with.</summary>
    public ProblemResult TooLarge => Buffered ? Problems.BodyTooLarge(Bytes) : Problems.UploadTooLarge();

    public static BodyLimit Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? Default;
}
