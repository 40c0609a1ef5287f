namespace TmuxBuilder.Core.Uploads;

/// <summary>What came of giving a file, with the upload when the step was done.</summary>
public sealed record UploadResult(UploadOutcome Outcome, Upload? Upload = null);
