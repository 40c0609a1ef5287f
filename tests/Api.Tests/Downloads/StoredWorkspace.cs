using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Downloads;

/// <summary>Stores workspaces as a worker does.</summary>
internal static class StoredWorkspace
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(ApiHost host)
    {
        /// <summary>Stores files as the session's next generation.</summary>
        public async Task<Checkpoint> StoreAsync(SessionId id, params (string Path, string Text)[] files)
        {
            var before = (await host.ReadAsync(id)).Checkpoint;
            var number = (before?.Number ?? 0) + 1;
            var raw = Encoding.UTF8.GetBytes(string.Concat(files.Select(file => file.Text)));
            var key = CheckpointKeys.Object(id, 1, Hash(raw));
            await host.PutBlobAsync(key, Pack(raw));
            var (stored, offset) = (new List<CheckpointFile>(), 0L);
            foreach (var (path, text) in files)
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                var isProgram = path.EndsWith(".sh", StringComparison.Ordinal);
                stored.Add(new CheckpointFile(path, bytes.Length, isProgram, Hash(bytes), 0, offset, ModifiedAt: 0));
                offset += bytes.Length;
            }

            var manifest = new CheckpointManifest(
                CheckpointManifest.CurrentFormat,
                number,
                host.Time.GetUtcNow(),
                [new CheckpointObject(key, raw.Length)],
                stored,
                []);
            var (hash, packed) = manifest.Pack();
            var checkpoint = new Checkpoint(
                number,
                1,
                manifest.At,
                files.Length,
                raw.Length,
                CheckpointKeys.Manifest(id, 1, number, hash),
                before?.Manifest);
            await host.PutBlobAsync(checkpoint.Manifest, packed);
            await host.Service<ISessionStore>().ChangeAsync(id, found => found with { Checkpoint = checkpoint }, Token);
            return checkpoint;
        }

        public async Task PutBlobAsync(string key, byte[] bytes)
        {
            using var content = new MemoryStream(bytes);
            await host.Service<IBlobStore>().PutAsync(key, content, Token);
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }
}
