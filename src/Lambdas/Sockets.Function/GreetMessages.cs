using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Hosting.Events;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Function;

/// <summary>Greets the sockets that the queue names; what cannot be done now is delivered again.</summary>
internal sealed partial class GreetMessages(Greeter greeter, ILogger<GreetMessages> logger)
{
    public async Task<MessageOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (Greeting.Parse(message.Body) is not { } greeting)
        {
            LogNoGreeting(message.MessageId, message.Body.Length);
            return MessageOutcome.Done;
        }

        try
        {
            await greeter.GreetAsync(greeting, cancellationToken);
            return MessageOutcome.Done;
        }
        catch (StoreUnavailableException failure)
        {
            LogPutOff(message.MessageId, failure);
            return MessageOutcome.Retry;
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of {Length} characters is no greeting; it is dropped")]
    private partial void LogNoGreeting(string messageId, int length);

    [LoggerMessage(LogLevel.Warning, "The greeting of message {MessageId} is put off")]
    private partial void LogPutOff(string messageId, Exception failure);
}
