namespace TmuxBuilder.Api.Clients;

/// <summary>What to change of a project; absent parts stay.</summary>
/// <param name="Name">1–200 characters.</param>
public sealed record ChangeProject(string? Name = null, bool? Archived = null);
