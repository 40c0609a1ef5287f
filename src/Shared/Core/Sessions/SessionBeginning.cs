using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Sessions;

/// <summary>What is stored together with a new session: all of it or nothing.</summary>
/// <param name="First">The message it begins with.</param>
/// <param name="Record">Who made it.</param>
public sealed record SessionBeginning(Submission? First = null, AuditRecord? Record = null);
