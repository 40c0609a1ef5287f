namespace TmuxBuilder.Api.Hosting;

/// <summary>Endpoints that are mapped together.</summary>
/// <param name="Map">Maps them.</param>
/// <param name="Words">The words their paths begin with, all of them.</param>
internal sealed record ApiNoun(Action<IEndpointRouteBuilder> Map, params string[] Words);
