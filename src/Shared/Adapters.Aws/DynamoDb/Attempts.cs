using System.Security.Cryptography;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>
/// The tries of one call of a port, shared by all it sends: at most eight, with pauses drawn from a range that doubles,
/// so that those who met once do not meet again.
/// </summary>
internal sealed class Attempts(DynamoDbOptions options)
{
    public const int Max = 8;

    private const int MaxDoublings = 5;

    private int made = 1;

    /// <summary>Waits before the next try.</summary>
    /// <exception cref="StoreUnavailableException">There is no next try.</exception>
    public async Task PauseAsync(Exception cause, CancellationToken cancellationToken)
    {
        if (made >= Max)
        {
            throw Faults.Translate(cause);
        }

        await WaitAsync(cancellationToken);
    }

    /// <summary>
    /// As <see cref="PauseAsync(Exception, CancellationToken)"/>, after others were faster or part of a call was left
    /// undone.
    /// </summary>
    /// <exception cref="StoreUnavailableException">There is no next try.</exception>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (made >= Max)
        {
            throw new StoreUnavailableException("The tables are too busy just now.");
        }

        await WaitAsync(cancellationToken);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var range = (int)options.FirstPause.TotalMilliseconds << Math.Min(made - 1, MaxDoublings);
        made++;
        if (range > 0)
        {
            await Task.Delay(
                TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(range + 1)),
                options.Pauses,
                cancellationToken);
        }
    }
}
