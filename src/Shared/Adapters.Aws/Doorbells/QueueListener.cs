using System.Runtime.CompilerServices;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.Doorbells;

/// <summary>
/// Listens to one queue. A message is deleted once its session was taken from the stream; what is no session's id is
/// left to the queue, which moves it to its dead letters or lets it expire.
/// </summary>
/// <param name="ready">Makes the queue when it is absent; called before the first poll and when it has gone.</param>
internal sealed partial class QueueListener(
    IAmazonSQS queue, string url, Func<CancellationToken, Task> ready, TimeProvider time, ILogger logger)
{
    private const int LongestPollSeconds = 20;
    private const int BatchSize = 10;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    private readonly Backoff backoff = new(FirstWait, LongestWait, time);
    private bool isReady;

    public async IAsyncEnumerable<SessionId> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = new SqsBatch(await PollAsync(cancellationToken));
            LogMalformed(batch);
            try
            {
                foreach (var session in batch.Give(cancellationToken))
                {
                    yield return session;
                }
            }
            finally
            {
                await SettleAsync(batch);
            }
        }
    }

    /// <summary>Messages that arrived, as soon as there are any; tries for ever, ever less often.</summary>
    private async Task<List<Message>> PollAsync(CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = url,
            MaxNumberOfMessages = BatchSize,
            WaitTimeSeconds = LongestPollSeconds,
        };
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (!isReady)
                {
                    await ready(cancellationToken);
                    isReady = true;
                }

                var answer = await queue.ReceiveMessageAsync(request, cancellationToken);
                backoff.Reset();
                if (answer.Messages is { Count: > 0 } messages)
                {
                    return messages;
                }
            }
            catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
            {
                isReady = failure is not QueueDoesNotExistException && isReady;
                LogNotPolled(failure);
                await backoff.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>
    /// Deletes what was taken and gives back at once what was not: when listening ends, another worker has it. What
    /// fails is rung once more later, which changes nothing.
    /// </summary>
    private async Task SettleAsync(SqsBatch batch)
    {
        using var limit = new CancellationTokenSource(LongestGoodbye, time);
        try
        {
            if (batch.Taken is { Count: > 0 } taken)
            {
                await queue.DeleteMessageBatchAsync(
                    new DeleteMessageBatchRequest
                    {
                        QueueUrl = url,
                        Entries = [.. taken.Index().Select(entry =>
                            new DeleteMessageBatchRequestEntry($"{entry.Index}", entry.Item.ReceiptHandle))],
                    },
                    limit.Token);
            }

            if (batch.Left is { Count: > 0 } left)
            {
                await queue.ChangeMessageVisibilityBatchAsync(
                    new ChangeMessageVisibilityBatchRequest
                    {
                        QueueUrl = url,
                        Entries = [.. left.Index().Select(entry =>
                            new ChangeMessageVisibilityBatchRequestEntry($"{entry.Index}", entry.Item.ReceiptHandle)
                            {
                                VisibilityTimeout = 0,
                            })],
                    },
                    limit.Token);
            }
        }
        catch (Exception failure)
            when (failure is OperationCanceledException || AwsFaults.IsFault(failure, limit.Token))
        {
            LogNotSettled(failure);
        }
    }

    private void LogMalformed(SqsBatch batch)
    {
        foreach (var message in batch.Malformed)
        {
            LogMalformed(message.MessageId, message.Body?.Length ?? 0);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of {Length} characters is no doorbell; it is left to expire")]
    private partial void LogMalformed(string messageId, int length);

    [LoggerMessage(LogLevel.Warning, "A queue of doorbells could not be read; it is tried again")]
    private partial void LogNotPolled(Exception failure);

    [LoggerMessage(LogLevel.Warning, "Doorbells that were heard could not be deleted; they ring again")]
    private partial void LogNotSettled(Exception failure);
}
