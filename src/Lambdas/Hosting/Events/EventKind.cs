namespace TmuxBuilder.Hosting.Events;

/// <summary>Who sent an event, told by its shape.</summary>
internal enum EventKind
{
    Unknown,
    Http,
    Socket,
    Queue,
    Schedule,
}
