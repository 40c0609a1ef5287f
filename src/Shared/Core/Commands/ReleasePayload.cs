using System.Text.Json;

namespace TmuxBuilder.Core.Commands;

/// <summary>What <see cref="CommandKind.Rollback"/> and <see cref="CommandKind.Redeploy"/> carry.</summary>
public sealed record ReleasePayload(string SiteId, string ReleaseId)
{
    /// <summary>How long it waits for a worker; nobody wants a site changed by a click of yesterday.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);

    public string ToJson() => JsonSerializer.Serialize(this, CommandJson.Default.ReleasePayload);

    /// <summary>Reads a stored payload; <see langword="null"/> when it is not one.</summary>
    public static ReleasePayload? Parse(string payload) =>
        CommandJson.Read(payload, CommandJson.Default.ReleasePayload);
}
