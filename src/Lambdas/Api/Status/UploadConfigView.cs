namespace TmuxBuilder.Api.Status;

/// <summary>What may be uploaded.</summary>
/// <param name="MaxBytes">The largest file.</param>
/// <param name="Types">Accepted extensions, with their dot.</param>
/// <param name="DirectOver">Larger files go directly to the blob store.</param>
public sealed record UploadConfigView(long MaxBytes, IReadOnlyList<string> Types, long DirectOver);
