using System.Text.Json;

namespace TmuxBuilder.Core.Commands;

/// <summary>
/// What <see cref="CommandKind.Cancel"/> and <see cref="CommandKind.Diagnose"/> carry: the turn they are about, and no
/// other.
/// </summary>
public sealed record CancelPayload(string TurnId)
{
    public string ToJson() => JsonSerializer.Serialize(this, CommandJson.Default.CancelPayload);

    /// <summary>Reads a stored payload; <see langword="null"/> when it is not one.</summary>
    public static CancelPayload? Parse(string payload) => CommandJson.Read(payload, CommandJson.Default.CancelPayload);
}
