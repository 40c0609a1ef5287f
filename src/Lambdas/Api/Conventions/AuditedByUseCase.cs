namespace TmuxBuilder.Api.Conventions;

/// <summary>An endpoint whose use case records what was done, whoever asked for it.</summary>
internal sealed class AuditedByUseCase
{
    public static readonly AuditedByUseCase Mark = new();

    private AuditedByUseCase()
    {
    }
}
