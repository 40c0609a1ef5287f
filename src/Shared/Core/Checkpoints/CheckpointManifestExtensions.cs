using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace TmuxBuilder.Core.Checkpoints;

public static class CheckpointManifestExtensions
{
    extension(CheckpointManifest manifest)
    {
        /// <summary>The manifest as it is stored, with the hash its key must end with.</summary>
        public (string Hash, byte[] Packed) Pack()
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, CheckpointJson.Default.CheckpointManifest);
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                brotli.Write(bytes);
            }

            return (Convert.ToHexStringLower(SHA256.HashData(bytes)), packed.ToArray());
        }

        /// <summary>The files beneath a folder, by path.</summary>
        public IEnumerable<CheckpointFile> Beneath(string folder) =>
            manifest.Files.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));
    }
}
