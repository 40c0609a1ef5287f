namespace TmuxBuilder.Core.Admission;

/// <summary>The round in which a client had its last place.</summary>
/// <param name="Client">By <see cref="Waiting.ClientOf"/>.</param>
public sealed record Served(string Client, long Round);
