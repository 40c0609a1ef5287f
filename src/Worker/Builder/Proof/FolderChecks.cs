using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Checks what an agent built and did not publish: a copy, judged as for a publish, so that what is opened is the
/// platform's own and nothing outside the session's folder comes with it.
/// </summary>
internal sealed class FolderChecks(BuilderOptions options, SessionFolders folders, ReleaseChecks checks)
{
    private const string HostName = "preview.localhost";

    /// <summary>What came of the check, or why there is none.</summary>
    /// <param name="directory">Beneath the session's folder.</param>
    public async Task<(CheckOutcome? Outcome, Refusal? Refusal)> CheckAsync(
        SessionId session, string directory, CancellationToken cancellationToken)
    {
        var (copy, refusal) = await BuiltCopy.TakeAsync(
            folders, session, directory, "--dist", options.DataFolder, (_, _) => null, cancellationToken);
        using (copy)
        {
            return copy is null
                ? (null, refusal)
                : (await LookAsync(session, copy.Directory, cancellationToken), null);
        }
    }

    private async Task<CheckOutcome> LookAsync(
        SessionId session, string directory, CancellationToken cancellationToken)
    {
        var target = new CheckTarget.Folder(directory, HostName, await checks.HostsAsync(session, cancellationToken));
        return await checks.LookAsync(session, target, null, cancellationToken);
    }
}
