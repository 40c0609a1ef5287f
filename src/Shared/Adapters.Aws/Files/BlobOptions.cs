namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>Where blobs are.</summary>
public sealed record BlobOptions
{
    /// <summary>The platform's own bucket.</summary>
    public string Bucket { get; init; } = "";

    internal IEnumerable<string> Mistakes()
    {
        if (Bucket.Length is < 3 or > 63)
        {
            yield return $"Blobs.Bucket is '{Bucket}'; a bucket's name has 3 to 63 characters, and without one nothing "
                + "that is long can be kept.";
        }
    }
}
