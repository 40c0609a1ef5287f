namespace TmuxBuilder.Core.Clients;

/// <summary>What a client says of themselves, by e-mail address.</summary>
public sealed record ClientProfile(string Email, string Name, string Phone, string AvatarUrl, string Theme)
{
    public const string DefaultTheme = "ember";
}
