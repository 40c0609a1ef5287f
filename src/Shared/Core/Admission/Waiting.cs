using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Admission;

/// <summary>A session whose turn waits for a place, in a worker's line.</summary>
/// <param name="Session">The first 12 digits of its id.</param>
/// <param name="Client">Whose it is, by <see cref="ClientOf"/>.</param>
public sealed record Waiting(string Session, string Client)
{
    private const int MarkBytes = 6;

    /// <summary>A mark that is the same for all sessions of one client and does not tell who that is.</summary>
    public static string ClientOf(Session session) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(session.Email.ToLowerInvariant())).AsSpan(0, MarkBytes));
}
