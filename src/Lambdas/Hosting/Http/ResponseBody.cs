using System.IO.Pipelines;

namespace TmuxBuilder.Hosting.Http;

/// <summary>What a handler writes, by whichever way, into one buffer that is used again.</summary>
internal sealed class ResponseBody : PipeWriter, IHttpResponseBodyFeature, IDisposable
{
    private const int Kept = 1 << 20;

    private readonly ResponseFeature response;
    private readonly int most;
    private readonly ResponseStream stream;
    private byte[] buffer = new byte[4 << 10];
    private int length;

    /// <param name="most">The most bytes taken; whoever writes more gets <see cref="AnswerTooLargeException"/>.</param>
    public ResponseBody(ResponseFeature response, int most)
    {
        (this.response, this.most) = (response, most);
        stream = new ResponseStream(this);
        response.Body = stream;
    }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public Stream Stream => stream;

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    // Nothing is ever held back that flushing would help, but serializers flush by it: a huge answer stops early.
    public override long UnflushedBytes => 0;

    public void Clear()
    {
        length = 0;
        if (buffer.Length > Kept)
        {
            buffer = new byte[4 << 10];
        }
    }

    public override void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, buffer.Length - length);
        length += bytes;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return buffer.AsMemory(length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return buffer.AsSpan(length);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        length += bytes.Length;
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var started = response.StartAsync();
        return started.IsCompletedSuccessfully ? default : FlushedAsync(started);
    }

    public override void CancelPendingFlush()
    {
        // None is ever pending.
    }

    public override void Complete(Exception? exception = null)
    {
        // The handler's end completes it.
    }

    public Task CompleteAsync() => response.StartAsync();

    public void DisableBuffering()
    {
        // The service takes answers as a whole.
    }

    public async Task SendFileAsync(
        string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(offset, SeekOrigin.Begin);
        for (var left = count ?? file.Length - offset; left > 0;)
        {
            var room = GetMemory(64 << 10);
            var read = await file.ReadAsync(room[..(int)Math.Min(room.Length, left)], cancellationToken);
            if (read == 0)
            {
                throw new IOException("The file is shorter than what was to be sent of it.");
            }

            Advance(read);
            left -= read;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => response.StartAsync();

    public void Dispose() => stream.Dispose();

    private static async ValueTask<FlushResult> FlushedAsync(Task started)
    {
        await started;
        return default;
    }

    private void Ensure(int room)
    {
        if (length > most)
        {
            throw new AnswerTooLargeException();
        }

        room = Math.Max(room, 256);
        if (buffer.Length - length < room)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, checked(length + room)));
        }
    }
}
