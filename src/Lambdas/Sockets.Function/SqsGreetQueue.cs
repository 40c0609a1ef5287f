using Amazon.SQS;
using Amazon.SQS.Model;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Function;

/// <summary>The queue of sockets to be greeted: a queue of SQS.</summary>
internal sealed class SqsGreetQueue(IAmazonSQS queue, SocketsSettings settings) : IGreetQueue
{
    public Task AddAsync(Greeting greeting, CancellationToken cancellationToken) => AwsFaults.ReachAsync(
        "The queue of greetings",
        () => queue.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = settings.GreetQueue.AbsoluteUri,
                MessageBody = greeting.ToJson(),
            },
            cancellationToken),
        cancellationToken);
}
