using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Function;

/// <summary>The queue of sockets to be greeted: a queue of SQS.</summary>
internal sealed class SqsGreetQueue(IAmazonSQS queue, SocketsSettings settings) : IGreetQueue
{
    public async Task AddAsync(Greeting greeting, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(
                new SendMessageRequest
                {
                    QueueUrl = settings.GreetQueue.AbsoluteUri,
                    MessageBody = greeting.ToJson(),
                },
                cancellationToken);
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException
            or HttpRequestException or IOException or TimeoutException)
        {
            throw new StoreUnavailableException("The queue of greetings cannot be reached just now.", failure);
        }
    }
}
