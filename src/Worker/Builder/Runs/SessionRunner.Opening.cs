using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// The look at sites where visitors reach them, once they do. It runs beside the mailbox, so that messages and commands
/// are heard, and begins again where this worker, or one before it, was cut off.
/// </content>
internal sealed partial class SessionRunner
{
    private CancellationTokenSource? opening;
    private Task look = Task.CompletedTask;
    private int openingRequest;
    private (CommandId Command, IReadOnlyList<ReleaseId> Releases)? opened;

    /// <summary>
    /// Sites of the session can be reached now: has them opened there, then says how they stand. Waits while a turn
    /// runs, which may publish them anew.
    /// </summary>
    private async Task<bool> CheckReachedAsync(Command command, CancellationToken cancellationToken)
    {
        if (steps.Current is not null)
        {
            return false;
        }

        if (opened is not { } done || done.Command != command.Id)
        {
            var open = await parts.Live.ListOpenAsync(Session, cancellationToken);
            if (open.Count > 0 && failures < MaxFailures)
            {
                Open(command.Id, open);
                return false;
            }

            done = (command.Id, [.. open.Select(one => one.Shown.Id)]);
        }

        await parts.Live.ConcludeAsync(this, command, done.Releases, Owned, cancellationToken);
        return true;
    }

    private void Open(CommandId command, IReadOnlyList<ProvedSite> open)
    {
        if (opening is null)
        {
            opening = new CancellationTokenSource();
            look = Task.WhenAll(look, OpenAsync(++openingRequest, command, open, opening.Token));
        }
    }

    private async Task OpenAsync(
        int request, CommandId command, IReadOnlyList<ProvedSite> open, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReleaseId> releases = [];
        Exception? broken = null;
        try
        {
            releases = await parts.Live.OpenAsync(this, open, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            broken = failure;
        }

        Post(new RunnerEvent.Opened(request, command, releases, broken));
    }

    private async Task OpenedAsync(RunnerEvent.Opened done, CancellationToken cancellationToken)
    {
        if (opening is null || done.Request != openingRequest)
        {
            // Of a look that was given up.
            return;
        }

        StopOpening();
        if (done.Failure is { } failure)
        {
            throw new IOException("The check of a site that can be reached now broke down.", failure);
        }

        opened = (done.Command, done.Releases);
        await LookAsync(cancellationToken);
    }

    private void StopOpening()
    {
        opening?.Cancel();
        opening?.Dispose();
        opening = null;
    }

    /// <summary>Returns when no browser is open at a site's address any more.</summary>
    private async Task StopOpeningAsync()
    {
        StopOpening();
        await look.EndAsync();
    }
}
