namespace TmuxBuilder.Api.Access;

/// <summary>Recognises the bearer tokens admins hold.</summary>
public interface IAdminTokens
{
    /// <summary>Tells what a token is; <see cref="AdminTokenState.Unknown"/> when it is nobody's.</summary>
    ValueTask<AdminToken> FindAsync(string token, CancellationToken cancellationToken);
}
