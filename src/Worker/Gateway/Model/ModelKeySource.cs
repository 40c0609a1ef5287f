using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Model;

namespace TmuxBuilder.Gateway.Model;

/// <summary>
/// Holds the model key. A key file is looked at before every call and read again when it changed, so that a key is
/// replaced without a restart; calls under way keep the one they went up with.
/// </summary>
public sealed partial class ModelKeySource(GatewayOptions options, ILogger<ModelKeySource> logger) : IModelKeys
{
    private const int MaxKeyLength = 1024;
    private const int MarkLength = 8;

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly SearchValues<char> Printable =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    private readonly Lock sync = new();
    private TaskCompletionSource refusal = NewSignal();
    private FileStamp? read;
    private string? fileKey;
    private string? storedKey;
    private string? refused;

    /// <summary>The key as it is now, or <see langword="null"/> when none is configured or the file is unfit.</summary>
    public string? Current => FromFile() ?? Volatile.Read(ref storedKey) ?? Fit(options.ModelKey);

    public string? Mark => Current is { } key
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, MarkLength))
        : null;

    /// <summary>
    /// The model refused a key: once for each it is read anew, whatever the file looks like, and said so.
    /// </summary>
    internal void Refused(string key)
    {
        lock (sync)
        {
            if (refused == key)
            {
                return;
            }

            (refused, read) = (key, null);
            refusal.TrySetResult();
        }

        LogRefused();
    }

    /// <summary>Returns when a key was refused since this was last asked.</summary>
    internal async Task WhenRefusedAsync(CancellationToken cancellationToken)
    {
        Task signal;
        lock (sync)
        {
            signal = refusal.Task;
        }

        await signal.WaitAsync(cancellationToken);
        lock (sync)
        {
            refusal = NewSignal();
        }
    }

    /// <summary>Takes what was read where the key is stored; one that is none changes nothing.</summary>
    internal void Take(string? key)
    {
        if (Fit(key) is { } fit)
        {
            if (Interlocked.Exchange(ref storedKey, fit) is { } before && before != fit)
            {
                LogReplaced();
            }
        }
        else
        {
            LogNothingStored();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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
                if (stamp is { Length: 0 } && fileKey is not null && (stamp.Mode & OfOthers) == 0)
                {
                    // Somebody writes it at this moment: emptied first, filled in an instant.
                    return fileKey;
                }

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
        if ((stamp.Mode & OfOthers) != 0)
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

    [LoggerMessage(
        LogLevel.Error, "The model key file {Path} is not used: others may read or change it; chmod 600 it")]
    private partial void LogOpenToOthers(string path);

    [LoggerMessage(LogLevel.Error, "The model key file {Path} holds no key: one printable line is expected")]
    private partial void LogNoKey(string path);

    [LoggerMessage(LogLevel.Error, "The model key file {Path} cannot be read")]
    private partial void LogUnreadable(string path, Exception exception);

    [LoggerMessage(LogLevel.Error, "The model refused the key; it is read anew, and somebody must look")]
    private partial void LogRefused();

    [LoggerMessage(LogLevel.Information, "The model key was replaced; the next call goes up with the new one")]
    private partial void LogReplaced();

    [LoggerMessage(LogLevel.Error, "Where the model key is stored there is none; the one there was is used")]
    private partial void LogNothingStored();

    private sealed record FileStamp(DateTime Written, long Length, UnixFileMode Mode);
}
