namespace TmuxBuilder.Api.Access;

/// <summary>A ticket for one raw socket, good for 60 seconds.</summary>
public sealed record TicketIssued(string Ticket, DateTimeOffset? ExpiresAt)
{
    public bool Success { get; } = true;
}
