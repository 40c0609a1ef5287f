namespace TmuxBuilder.Hosting.Events;

/// <summary>An event of a schedule or a rule.</summary>
/// <param name="DetailType">Which kind, such as <c>Scheduled Event</c>.</param>
/// <param name="Source">The service it came from, such as <c>aws.events</c>.</param>
/// <param name="Detail">Its JSON, which belongs to the host again once the event is answered; empty without.</param>
public sealed record ScheduledEvent(
    string? Id, string DetailType, string Source, DateTimeOffset? Time, ReadOnlyMemory<byte> Detail);
