using System.Globalization;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Checkpoints;

/// <summary>
/// Keys of what checkpoints consist of. Each holds the epoch of the lease it was stored under, so that a worker whose
/// lease has passed on neither overwrites nor removes what its successor stores.
/// </summary>
public static class CheckpointKeys
{
    private const string ManifestMark = "manifest-";

    /// <summary>The beginning of all keys of a session's checkpoints.</summary>
    public static string Prefix(SessionId session) => $"{SessionBlobs.Of(session)}checkpoints/";

    /// <summary>The beginning of all keys of a session's downloads made from checkpoints.</summary>
    public static string DownloadPrefix(SessionId session) => $"{SessionBlobs.Of(session)}downloads/";

    /// <param name="hash">SHA-256 of the unpacked bytes.</param>
    public static string Object(SessionId session, long epoch, string hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(session)}{epoch}/{hash}");

    /// <param name="hash">SHA-256 of the unpacked manifest.</param>
    public static string Manifest(SessionId session, long epoch, long number, string hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(session)}{epoch}/{ManifestMark}{number}-{hash}");

    /// <summary>The hash a key ends with.</summary>
    public static string HashOf(string key) => key[(key.LastIndexOfAny(['-', '/']) + 1)..];

    /// <summary>The epoch in a key of the session's checkpoints; <see langword="null"/> for any other key.</summary>
    public static long? EpochOf(SessionId session, string key)
    {
        var prefix = Prefix(session);
        if (!key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = key.AsSpan(prefix.Length);
        var end = rest.IndexOf('/');
        return end > 0 && long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? epoch
            : null;
    }
}
