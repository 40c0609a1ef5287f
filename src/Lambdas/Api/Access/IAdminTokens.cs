namespace TmuxBuilder.Api.Access;

/// <summary>Recognises the bearer tokens admins hold.</summary>
public interface IAdminTokens
{
    /// <summary>The name of the admin who holds this token, or <see langword="null"/> when it is no admin's.</summary>
    ValueTask<string?> FindAsync(string token, CancellationToken cancellationToken);
}
