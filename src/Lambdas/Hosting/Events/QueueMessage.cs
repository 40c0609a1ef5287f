namespace TmuxBuilder.Hosting.Events;

/// <summary>One message of a batch that a queue delivered.</summary>
/// <param name="MessageId">The queue's name for it.</param>
/// <param name="QueueArn">The queue.</param>
/// <param name="ReceiveCount">How often it was delivered, this time included; 1 when the queue does not say.</param>
public sealed record QueueMessage(string MessageId, string Body, string QueueArn, int ReceiveCount);
