using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;

namespace TmuxBuilder.Core.Ports;

/// <summary>Keeps privileged actions; nothing in it is ever changed or removed.</summary>
public interface IAuditStore
{
    Task AppendAsync(AuditRecord record, CancellationToken cancellationToken);

    /// <summary>A page, newest first; with a subject, only its records.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    Task<Page<AuditRecord>> PageAsync(string? subject, PageRequest page, CancellationToken cancellationToken);
}
