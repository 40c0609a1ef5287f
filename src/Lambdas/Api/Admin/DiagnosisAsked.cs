namespace TmuxBuilder.Api.Admin;

/// <summary>Says that the session's worker was asked; what it finds is read by the same address.</summary>
public sealed record DiagnosisAsked(string TurnId, string Message)
{
    public bool Success { get; } = true;
}
