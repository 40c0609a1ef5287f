namespace TmuxBuilder.Api.Access;

/// <summary>What a call's credentials say of an admin.</summary>
/// <param name="Name">The admin who calls; <see langword="null"/> when none does.</param>
/// <param name="Wait">How long no token of this address is looked at; <see langword="null"/> when they are.</param>
/// <param name="IsOther">The token is valid and somebody's who is no admin.</param>
internal sealed record FoundAdmin(string? Name = null, TimeSpan? Wait = null, bool IsOther = false)
{
    public static readonly FoundAdmin None = new();
}
