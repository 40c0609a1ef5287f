namespace TmuxBuilder.Hosting.Events;

/// <summary>The answer to a <see cref="SocketEvent"/>.</summary>
/// <param name="Status">200 lets a client connect; anything else refuses it.</param>
/// <param name="Subprotocol">The one of those a client offered that is spoken from now on.</param>
public sealed record SocketAnswer(int Status, string? Subprotocol = null);
