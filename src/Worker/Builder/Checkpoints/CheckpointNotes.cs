using System.Globalization;
using System.Text;
using System.Text.Json;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>
/// What this machine knows about the workspaces on it: the epoch of the lease under which each was last used, and the
/// index of what of it is stored. Both can be lost: then the workspace is restored, or read anew.
/// </summary>
internal sealed class CheckpointNotes(SessionFolders folders)
{
    /// <summary>The epoch of the lease under which the folder was last used; 0 when that is not known.</summary>
    public async Task<long> EpochAsync(SessionId session, CancellationToken cancellationToken)
    {
        var note = folders.NoteOf(session, "epoch");
        return File.Exists(note)
            && long.TryParse(
                await File.ReadAllTextAsync(
                    note, cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
                ? epoch
                : 0;
    }

    public async Task SetEpochAsync(SessionId session, long epoch, CancellationToken cancellationToken)
    {
        if (await EpochAsync(session, cancellationToken) != epoch)
        {
            await WriteAsync(
                folders.NoteOf(session, "epoch"),
                Encoding.ASCII.GetBytes(epoch.ToString(CultureInfo.InvariantCulture)),
                cancellationToken);
        }
    }

    /// <summary>The index of the generation with that manifest; <see langword="null"/> when there is none.</summary>
    public async Task<WorkspaceIndex?> IndexAsync(
        SessionId session, string manifest, CancellationToken cancellationToken)
    {
        var note = folders.NoteOf(session, "index");
        if (!File.Exists(note))
        {
            return null;
        }

        try
        {
            var bytes = await File.ReadAllBytesAsync(note, cancellationToken);
            return JsonSerializer.Deserialize(bytes, NoteJson.Default.WorkspaceIndex) is { } index
                && index.Manifest == manifest
                ? index
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task SetIndexAsync(SessionId session, WorkspaceIndex index, CancellationToken cancellationToken) =>
        WriteAsync(
            folders.NoteOf(session, "index"),
            JsonSerializer.SerializeToUtf8Bytes(index, NoteJson.Default.WorkspaceIndex),
            cancellationToken);

    private static async Task WriteAsync(string note, byte[] bytes, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(note + ".new", bytes, cancellationToken);
        File.Move(note + ".new", note, overwrite: true);
    }
}
