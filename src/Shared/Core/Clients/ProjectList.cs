using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Clients;

/// <summary>A client and the projects that were asked for, most recently updated first.</summary>
public sealed record ProjectList(ClientProfile Client, IReadOnlyList<SessionRow> Projects);
