using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.Doorbells;

/// <summary>
/// Rings through a queue that all workers listen to, and through one of each worker's own, which it makes. A message is
/// a session's id and nothing else.
/// </summary>
internal sealed class SqsDoorbell(
    IAmazonSQS queue, DoorbellOptions options, TimeProvider time, ILogger<SqsDoorbell> logger) : IDoorbell
{
    private const string What = "The queue of doorbells";

    // Work that nobody heard of for so long was found by looking.
    private static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    private readonly string shared = options.QueueUrl!.AbsoluteUri;

    public Task RingAsync(SessionId session, CancellationToken cancellationToken) =>
        AwsFaults.ReachAsync(What, () => SendAsync(shared, session, cancellationToken), cancellationToken);

    public async Task<bool> RingAtAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken)
    {
        try
        {
            await AwsFaults.ReachAsync(
                What, () => SendAsync(UrlOf(worker), session, cancellationToken), cancellationToken);
            return true;
        }
        catch (StoreUnavailableException absent) when (absent.InnerException is QueueDoesNotExistException)
        {
            return false;
        }
    }

    public IAsyncEnumerable<SessionId> ListenAsync(CancellationToken cancellationToken) =>
        new QueueListener(queue, shared, static _ => Task.CompletedTask, time, logger).ListenAsync(cancellationToken);

    public IAsyncEnumerable<SessionId> ListenAtAsync(WorkerId worker, CancellationToken cancellationToken) =>
        new QueueListener(queue, UrlOf(worker), token => MakeAsync(worker, token), time, logger)
            .ListenAsync(cancellationToken);

    public async Task RemoveLineAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        try
        {
            await AwsFaults.ReachAsync(
                What, () => queue.DeleteQueueAsync(UrlOf(worker), cancellationToken), cancellationToken);
        }
        catch (StoreUnavailableException absent) when (absent.InnerException is QueueDoesNotExistException)
        {
            // It is gone already.
        }
    }

    private Task<SendMessageResponse> SendAsync(string url, SessionId session, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(
            new SendMessageRequest { QueueUrl = url, MessageBody = session.Value }, cancellationToken);

    /// <summary>That there is one with the same attributes is fine.</summary>
    private Task<CreateQueueResponse> MakeAsync(WorkerId worker, CancellationToken cancellationToken) =>
        queue.CreateQueueAsync(
            new CreateQueueRequest
            {
                QueueName = NameOf(worker),
                Attributes = new Dictionary<string, string>
                {
                    [QueueAttributeName.MessageRetentionPeriod] =
                        Retention.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                    [QueueAttributeName.SqsManagedSseEnabled] = "true",
                },
            },
            cancellationToken);

    private string UrlOf(WorkerId worker) => new Uri(options.QueueUrl!, NameOf(worker)).AbsoluteUri;

    private string NameOf(WorkerId worker) =>
        WorkerQueues.NameOf(WorkerQueues.NameIn(options.QueueUrl!), worker);
}
