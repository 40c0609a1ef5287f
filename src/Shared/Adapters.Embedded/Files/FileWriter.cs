using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>Writes files all or nothing: whole under another name, then renamed.</summary>
internal sealed class FileWriter(DataFolder folder)
{
    private const int BufferSize = 81_920;

    /// <summary>
    /// Writes <paramref name="content"/> to <paramref name="path"/>, replacing what was there; returns the length.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The disk is full or the folder cannot be written.</exception>
    public async Task<long> WriteAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        var temporary = folder.NewTemporary();
        try
        {
            var length = await CopyAsync(content, temporary, cancellationToken);
            OnDisk(() =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(temporary, path, overwrite: true);
            });
            return length;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task<long> CopyAsync(Stream content, string temporary, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        await using var file = OnDisk(() => new FileStream(
            temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true));
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await OnDiskAsync(() => file.WriteAsync(buffer.AsMemory(0, read), cancellationToken));
        }

        OnDisk(() => file.Flush(flushToDisk: true));
        return file.Length;
    }

    private static void OnDisk(Action act) => OnDisk(() =>
    {
        act();
        return true;
    });

    private static T OnDisk<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(exception);
        }
    }

    private static async ValueTask OnDiskAsync(Func<ValueTask> act)
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(exception);
        }
    }

    private static StoreUnavailableException Unavailable(Exception cause) =>
        new("The data folder cannot be written; the disk may be full.", cause);
}
