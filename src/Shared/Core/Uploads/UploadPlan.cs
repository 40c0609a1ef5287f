using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Uploads;

/// <summary>What came of announcing a file.</summary>
/// <param name="Target">Where the bytes go; <see langword="null"/> = to the API itself.</param>
public sealed record UploadPlan(UploadOutcome Outcome, Upload? Upload = null, UploadTarget? Target = null);
