using System.Diagnostics.CodeAnalysis;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Lets one check of a session in at a time, in the order they came, so that one session takes one place among those
/// that wait for the worker's browser.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphore holds no handle; whoever is inside at the end must still leave.")]
internal sealed class CheckLine
{
    private const int MostInLine = 4;

    private readonly SemaphoreSlim gate = new(1, 1);
    private int inLine;

    /// <summary>Waits for its turn, which lasts until the result is disposed.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref inLine);
        return await WaitAsync(cancellationToken);
    }

    /// <summary>Like <see cref="EnterAsync"/>; <see langword="null"/> at once when too many are in line.</summary>
    public async Task<IDisposable?> TryEnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref inLine) > MostInLine)
        {
            Interlocked.Decrement(ref inLine);
            return null;
        }

        return await WaitAsync(cancellationToken);
    }

    private async Task<IDisposable> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await gate.WaitAsync(cancellationToken);
            return new Place(this);
        }
        catch
        {
            Interlocked.Decrement(ref inLine);
            throw;
        }
    }

    private sealed class Place(CheckLine line) : IDisposable
    {
        private CheckLine? held = line;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, null) is { } left)
            {
                Interlocked.Decrement(ref left.inLine);
                left.gate.Release();
            }
        }
    }
}
