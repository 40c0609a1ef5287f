namespace TmuxBuilder.Core.Clients;

/// <summary>What a client changes of a project; <see langword="null"/> parts stay.</summary>
public sealed record ProjectChange(string? Name, bool? Archived);
