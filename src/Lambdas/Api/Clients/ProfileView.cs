namespace TmuxBuilder.Api.Clients;

/// <summary>A profile as it is now.</summary>
public sealed record ProfileView(ClientView Client)
{
    public bool Success { get; } = true;
}
