namespace TmuxBuilder.Sockets.Admission;

/// <summary>A wish to open a socket, as any host gives it.</summary>
/// <param name="Id">What stands in the path after <c>/ws/</c>.</param>
/// <param name="Ticket">An admin's one-use ticket, if any.</param>
/// <param name="Origin">The page that opens it; clients that are no browsers send none.</param>
/// <param name="Host">Host and port the client addressed.</param>
/// <param name="Address">The client's network address, by which handshakes are counted.</param>
public sealed record SocketCall(string? Id, string? Ticket, string? Origin, string Host, string Address);
