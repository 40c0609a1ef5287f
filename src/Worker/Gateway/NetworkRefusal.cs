using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway;

/// <summary>An agent tried to reach what it may not.</summary>
/// <param name="Target">Host and port as asked for, printable and at most 300 characters; empty when it could not be
/// read.</param>
/// <param name="Reason">A sentence for people.</param>
public sealed record NetworkRefusal(SessionId Session, string Target, string Reason);
