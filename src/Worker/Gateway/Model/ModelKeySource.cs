using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Model;

namespace TmuxBuilder.Gateway.Model;

/// <summary>Holds the model key; a key file is read again whenever it changes.</summary>
public sealed partial class ModelKeySource(GatewayOptions options, ILogger<ModelKeySource> logger) : IModelKeys
{
    private const int MaxKeyLength = 1024;
    private const int MarkLength = 8;
    private const UnixFileMode OthersMayRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    private readonly Lock sync = new();
    private FileStamp? read;
    private string? fileKey;

    /// <summary>The key as it is now, or <see langword="null"/> when none is configured or the file is unfit.</summary>
    public string? Current => FromFile() ?? Fit(options.ModelKey);

    public string? Mark => Current is { } key
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, MarkLength))
        : null;

    private static string? Fit(string? key) =>
        key?.Trim() is { Length: > 0 and <= MaxKeyLength } trimmed && !trimmed.AsSpan().ContainsAnyExcept(Printable)
            ? trimmed
            : null;

    private string? FromFile()
    {
        if (options.ModelKeyFile is not { } path)
        {
            return null;
        }

        lock (sync)
        {
            try
            {
                var file = new FileInfo(path);
                var stamp = file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length, file.UnixFileMode) : null;
                if (stamp != read)
                {
                    fileKey = stamp is null ? null : ReadLocked(path, stamp);
                    read = stamp;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                fileKey = null;
                read = null;
                LogUnreadable(path, e);
            }

            return fileKey;
        }
    }

    private string? ReadLocked(string path, FileStamp stamp)
    {
        if ((stamp.Mode & OthersMayRead) != 0)
        {
            LogOpenToOthers(path);
            return null;
        }

        if (stamp.Length <= MaxKeyLength && Fit(File.ReadAllText(path)) is { } key)
        {
            return key;
        }

        LogNoKey(path);
        return null;
    }

    [LoggerMessage(LogLevel.Error, "The model key file {Path} is not used: others may read it; chmod 600 it")]
    private partial void LogOpenToOthers(string path);

    [LoggerMessage(LogLevel.Error, "The model key file {Path} holds no key: one printable line is expected")]
    private partial void LogNoKey(string path);

    [LoggerMessage(LogLevel.Error, "The model key file {Path} cannot be read")]
    private partial void LogUnreadable(string path, Exception exception);

    private sealed record FileStamp(DateTime Written, long Length, UnixFileMode Mode);
}
