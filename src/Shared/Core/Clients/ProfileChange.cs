namespace TmuxBuilder.Core.Clients;

/// <summary>What a client changes of their profile; <see langword="null"/> parts stay.</summary>
public sealed record ProfileChange(
    string? Name = null, string? Phone = null, string? AvatarUrl = null, string? Theme = null);
