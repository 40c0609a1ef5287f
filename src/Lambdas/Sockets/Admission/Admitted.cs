using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Sockets.Admission;

/// <summary>A socket that may be opened.</summary>
/// <param name="ShareHash">The hash of the share's secret, by which it is seen whether it still stands.</param>
public sealed record Admitted(Connection Connection, string? ShareHash)
{
    /// <summary>Name of the admin whose ticket it was.</summary>
    public string? Admin { get; init; }
}
