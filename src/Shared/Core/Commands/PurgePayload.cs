using System.Text.Json;

namespace TmuxBuilder.Core.Commands;

/// <summary>What <see cref="CommandKind.Purge"/> carries: the operation whose item gets the receipt.</summary>
/// <param name="Subject">The item's subject.</param>
public sealed record PurgePayload(string OperationId, string Subject)
{
    public string ToJson() => JsonSerializer.Serialize(this, CommandJson.Default.PurgePayload);

    /// <summary>Reads a stored payload; <see langword="null"/> when it is not one.</summary>
    public static PurgePayload? Parse(string payload) => CommandJson.Read(payload, CommandJson.Default.PurgePayload);
}
