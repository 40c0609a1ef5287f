using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Terminals;

/// <summary>A keyboard in an admin's hands.</summary>
/// <param name="Id">Tells it from every other, also of the same admin.</param>
/// <param name="Admin">The admin's name.</param>
public sealed record TakeOver(SessionId Session, string Id, string Admin);
