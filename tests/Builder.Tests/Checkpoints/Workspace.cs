using System.Security.Cryptography;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Checkpoints;

/// <summary>A session's workspace on a machine, and what a worker that owns it does with it.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    private Workspace(Machine machine, Session session) => (Machine, Id) = (machine, session.Id);

    public Machine Machine { get; }

    public SessionId Id { get; }

    public LeaseToken Lease { get; private set; } = null!;

    public string Folder => Machine.Folders.FolderOf(Id);

    public IBlobStore Blobs => Machine.Get<IBlobStore>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Workspace> NewAsync(Func<CheckpointOptions, CheckpointOptions>? configure = null)
    {
        var machine = Machine.New(options => options with
        {
            Checkpoints = configure?.Invoke(options.Checkpoints) ?? options.Checkpoints,
        });
        var workspace = new Workspace(machine, await machine.SessionAsync());
        await workspace.OwnAsync();
        machine.Folders.Create(workspace.Id);
        return workspace;
    }

    /// <summary>Takes the session's lease, from whoever has it.</summary>
    public async Task OwnAsync(string worker = "worker-1")
    {
        var (leases, id) = (Machine.Get<ILeaseStore>(), WorkerId.Parse(worker));
        await leases.RegisterAsync(new WorkerRecord(id, 0, 1, Draining: false, Machine.Time.GetUtcNow()), Token);
        if (Lease is { } held)
        {
            await leases.ReleaseAsync(held, Token);
        }

        Lease = await leases.AcquireAsync(Id, id, Token) ?? throw new InvalidOperationException("No lease.");
    }

    public async Task<CheckpointOutcome> SaveAsync(bool forget = false) => (await ResultAsync(forget)).Outcome;

    public Task<CheckpointResult> ResultAsync(bool forget = false) =>
        Machine.Get<SessionCheckpoints>().SaveAsync(Lease, forget, Token);

    public Task<RestoreOutcome> RestoreAsync() =>
        Machine.Get<SessionCheckpoints>().RestoreAsync(Lease, _ => Task.CompletedTask, Token);

    /// <summary>The folder is lost, with all that is known of it on this machine.</summary>
    public void Lose() => Machine.Folders.Remove(Id);

    public async Task WriteAsync(string path, string text, bool executable = false)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, Token);
        if (executable)
        {
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes bytes that no packer makes smaller.</summary>
    public async Task WriteNoiseAsync(string path, int bytes)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, RandomNumberGenerator.GetBytes(bytes), Token);
    }

    /// <summary>Every file and folder: its path, whether it may be run, and its content's hash.</summary>
    public IReadOnlyList<string> Content() =>
    [
        .. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
            .Select(path => $"{Path.GetRelativePath(Folder, path)} {Describe(path)}")
            .Order(StringComparer.Ordinal),
    ];

    public async Task<Checkpoint> StoredAsync() =>
        (await Machine.Sessions.FindAsync(Id, Token))?.Checkpoint
            ?? throw new InvalidOperationException("Nothing is stored.");

    public async Task<CheckpointManifest> ManifestAsync(string? key = null) =>
        await Machine.Get<CheckpointReader>().FindAsync(key ?? (await StoredAsync()).Manifest, Token)
        ?? throw new InvalidOperationException("No such manifest.");

    public async Task<IReadOnlyList<string>> KeysAsync() =>
        await Blobs.ListAsync(CheckpointKeys.Prefix(Id), Token).ToListAsync(Token);

    /// <summary>Changes a stored byte.</summary>
    public async Task DamageAsync(string key)
    {
        using var bytes = new MemoryStream();
        await using (var stored = await Blobs.OpenAsync(key, Token)
            ?? throw new InvalidOperationException("No such blob."))
        {
            await stored.CopyToAsync(bytes, Token);
        }

        bytes.GetBuffer()[bytes.Length / 2] ^= 0x55;
        bytes.Position = 0;
        await Blobs.PutAsync(key, bytes, Token);
    }

    public ValueTask DisposeAsync() => Machine.DisposeAsync();

    private static string Describe(string path) => Directory.Exists(path)
        ? "folder"
        : $"{(File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0} "
            + $"{Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}";
}
