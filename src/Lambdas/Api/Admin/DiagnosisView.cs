using TmuxBuilder.Core.Diagnoses;

namespace TmuxBuilder.Api.Admin;

/// <summary>What is known of a turn that went wrong, or was asked about while it ran.</summary>
public sealed record DiagnosisView(TurnDiagnosis Diagnosis)
{
    public bool Success { get; } = true;
}
