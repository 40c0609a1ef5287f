using System.Buffers;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Sockets.Admission;

/// <summary>What a socket's path names: a session's guid, or a share's secret of 43 base64url characters.</summary>
internal readonly record struct SocketKey(SessionId? Guid, string? ShareSecret)
{
    private const int SecretLength = 43;

    private static readonly SearchValues<char> SecretDigits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Reads a path segment; <see langword="null"/> when it is neither; asks nothing else.</summary>
    public static SocketKey? Parse(string? id) =>
        SessionId.TryParse(id, null, out var guid) ? new SocketKey(guid, null)
        : id is { Length: SecretLength } && !id.AsSpan().ContainsAnyExcept(SecretDigits) ? new SocketKey(null, id)
        : null;
}
