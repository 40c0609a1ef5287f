namespace TmuxBuilder.Api.Requests;

/// <summary>Why a request is rejected; the applicant is told.</summary>
public sealed record RejectBody(string? Reason);
