using System.Text.Json;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Diagnoses;

/// <summary>Keeps the diagnosis bundles of turns as blobs of their session, with which they are purged.</summary>
public sealed class DiagnosisBlobs(IBlobStore blobs)
{
    /// <summary>Stores a turn's bundle, replacing an earlier one.</summary>
    public async Task PutAsync(
        SessionId session, TurnId turn, TurnDiagnosis diagnosis, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(
            JsonSerializer.SerializeToUtf8Bytes(DiagnosisBounds.Cut(diagnosis), DiagnosisJson.Default.TurnDiagnosis));
        await blobs.PutAsync(KeyOf(session, turn), bytes, cancellationToken);
    }

    /// <summary>Reads a turn's bundle, or <see langword="null"/> when none was stored.</summary>
    public async Task<TurnDiagnosis?> FindAsync(SessionId session, TurnId turn, CancellationToken cancellationToken)
    {
        if (await blobs.OpenAsync(KeyOf(session, turn), cancellationToken) is not { } stored)
        {
            return null;
        }

        await using (stored)
        {
            return await JsonSerializer.DeserializeAsync(
                stored, DiagnosisJson.Default.TurnDiagnosis, cancellationToken);
        }
    }

    private static string KeyOf(SessionId session, TurnId turn) => $"{SessionBlobs.Of(session)}diagnoses/{turn}.json";
}
