namespace TmuxBuilder.Adapters.Aws.Doorbells;

/// <summary>Where sessions are rung for.</summary>
public sealed record DoorbellOptions
{
    /// <summary>The queue that all workers listen to. Its redrive policy leads to a dead-letter queue.</summary>
    public Uri? QueueUrl { get; init; }

    internal IEnumerable<string> Mistakes()
    {
        if (QueueUrl is not { IsAbsoluteUri: true, Scheme: "https" or "http", AbsolutePath.Length: > 1 })
        {
            yield return $"Doorbell.QueueUrl is '{QueueUrl}'; without the address of a queue no worker hears of work.";
        }
    }
}
