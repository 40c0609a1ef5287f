namespace TmuxBuilder.Api.Conventions;

/// <summary>Marks an endpoint whose answers are not kept.</summary>
internal sealed class NoReplay
{
    public static readonly NoReplay Mark = new();
}
