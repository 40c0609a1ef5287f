namespace TmuxBuilder.Hosting.Events;

/// <summary>A record of a batch, as far as it can be read.</summary>
/// <param name="Id">What it goes back to its queue by; without, nothing can be said of it.</param>
/// <param name="Message">What it says, unless there is a fault.</param>
/// <param name="Fault">What is wrong with it, as the rest of a sentence.</param>
internal readonly record struct QueueRecord(string? Id, QueueMessage? Message, string? Fault)
{
    public bool IsOrdered => Message?.QueueArn.EndsWith(".fifo", StringComparison.Ordinal) == true;
}
