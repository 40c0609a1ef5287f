using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Checks;

/// <summary>A site to check.</summary>
/// <param name="Progress">Told in a few words what is looked at now; may be called from any thread.</param>
public sealed record CheckRequest(SessionId Session, CheckTarget Target, IProgress<string>? Progress);
