namespace TmuxBuilder.Api.Status;

/// <summary>Looks whether something the service depends on works just now.</summary>
public interface IReadinessCheck
{
    /// <summary>The dependency's name in the answer, such as <c>store</c>.</summary>
    string Name { get; }

    /// <summary>Whether it works; throwing counts as no.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);
}
