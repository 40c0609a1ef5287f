namespace TmuxBuilder.Api.Conventions;

/// <summary>Marks an endpoint as one of this API's.</summary>
internal sealed class ApiRoute
{
    public static readonly ApiRoute Mark = new();
}
