namespace TmuxBuilder.Api.Clients;

/// <summary>The theme that is kept now.</summary>
public sealed record ThemeSaved(string Theme)
{
    public bool Success { get; } = true;
}
