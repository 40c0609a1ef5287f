using System.Text.Json;
using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting.Events;

/// <summary>
/// Handles a queue's batch message by message and names those that go back
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"/>). Of an ordered queue,
/// all after the first that goes back go with it, and so does what is left when the time is up.
/// </summary>
internal sealed class QueueBatches(
    Func<QueueMessage, CancellationToken, Task<MessageOutcome>> handler, Action<string> log)
{
    private readonly List<string> back = [];

    /// <exception cref="MalformedEventException">There are no records to be read: all go back.</exception>
    public void Handle(LambdaEvent current, Deadline deadline, Outgoing answer)
    {
        back.Clear();
        foreach (var record in QueueRecords.Read(current.Records.Span))
        {
            if (record.Id is not { } id)
            {
                // It cannot be named, so it cannot go back; failing the batch would have the others done twice.
                log($"A message is dropped: {record.Fault}");
            }
            else if (record.Message is not { } message)
            {
                log($"Message {id} goes back to its queue: {record.Fault}");
                back.Add(id);
            }
            else if (deadline.IsOver || (record.IsOrdered && back.Count > 0) || !IsDone(message, deadline))
            {
                back.Add(id);
            }
        }

        using var json = new Utf8JsonWriter(answer);
        json.WriteStartObject();
        json.WriteStartArray("batchItemFailures"u8);
        foreach (var id in back)
        {
            json.WriteStartObject();
            json.WriteString("itemIdentifier"u8, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private bool IsDone(QueueMessage message, Deadline deadline)
    {
        try
        {
            return handler(message, deadline.Token).GetAwaiter().GetResult() == MessageOutcome.Done;
        }
#pragma warning disable CA1031 // One message's failure, of whatever kind, is not the batch's: it is delivered again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log($"Message {message.MessageId} goes back to its queue: {failure}");
            return false;
        }
    }
}
