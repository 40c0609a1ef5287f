using System.Globalization;

namespace TmuxBuilder.DemoAgent.Wire;

/// <summary>Keeps requests on disk while the worker is away; it delivers them in name order.</summary>
internal sealed class Spool(string folder, TimeProvider time)
{
    private long _last;

    /// <summary>Whether the request was kept; <see langword="false"/> when the disk refuses.</summary>
    public async Task<bool> KeepAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var name = $"{NextStamp().ToString(CultureInfo.InvariantCulture)}-{Environment.ProcessId}";
            var hidden = Path.Combine(folder, "." + name);
            await File.WriteAllBytesAsync(hidden, request, cancellationToken);
            File.Move(hidden, Path.Combine(folder, name));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Nanoseconds since 1970, never the same twice, so that names sort as the requests came.</summary>
    private long NextStamp()
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return _last = Math.Max(now, _last + 1);
    }
}
