namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>Where an object goes and how it is given to readers.</summary>
/// <param name="CacheControl">How long readers may keep it; <see langword="null"/> says nothing of it.</param>
/// <param name="Sha256">
/// Of the bytes, in lower-case hex, when it is known: the service refuses others. It is not looked at in uploads of
/// several parts.
/// </param>
internal sealed record S3Target(
    string Bucket, string Key, string ContentType, string? CacheControl = null, string? Sha256 = null);
