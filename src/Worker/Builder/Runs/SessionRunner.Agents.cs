using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>An agent for the session: adopted, started or resumed.</content>
internal sealed partial class SessionRunner
{
    // Whether the agent was started here and told nothing yet. What it is to be told may meet with a store that does
    // not answer; without this it would pass for one that works.
    private bool untold;

    /// <summary>Makes sure that an agent is there to take input.</summary>
    private async Task<AgentFound> EnsureAgentAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (holder.Agent is not null)
        {
            return untold ? AgentFound.Started : AgentFound.Alive;
        }

        if (await parts.Book.ChangeAsync(Owned, WithConversation, cancellationToken) is not { } session)
        {
            ReleasePlace();
            return AgentFound.None;
        }

        if (await BringBackAsync(cancellationToken) == RestoreOutcome.Damaged)
        {
            await NotStartedAsync(turn, "No stored generation of the workspace is whole.", cancellationToken);
            return AgentFound.None;
        }

        await EndStrandedAsync(cancellationToken);
        await parts.Workspaces.PrepareAsync(session, cancellationToken);
        var start = await StartOfAsync(session, cancellationToken);
        try
        {
            if (mayAdopt && await holder.AdoptAsync(start, cancellationToken))
            {
                return untold ? AgentFound.Started : AgentFound.Alive;
            }

            await holder.StartAsync(start with { Keys = await KeysAsync(cancellationToken) }, cancellationToken);
        }
        catch (AgentStartException failure) when (!StoreFailure.Is(failure))
        {
            await NotStartedAsync(turn, failure.Message, cancellationToken);
            return AgentFound.None;
        }

        (startFailures, mayAdopt, untold) = (0, true, true);
        return AgentFound.Started;
    }

    /// <summary>
    /// Ends an agent left in its pane whose folder is gone: it would see the old one for ever, not the one made anew.
    /// </summary>
    private async Task EndStrandedAsync(CancellationToken cancellationToken)
    {
        if (mayAdopt && holder.Agent is null && !parts.Workspaces.Exists(Session))
        {
            await EndAgentAsync(cancellationToken);
        }
    }

    private async Task<AgentStart> StartOfAsync(Session session, CancellationToken cancellationToken)
    {
        var recent = await parts.Turns.ListRecentAsync(Session, 50, cancellationToken);
        var resume = recent.Any(turn => turn.StartedAt is not null);
        if (resume && startFailures >= 2)
        {
            // A conversation that cannot be resumed must not keep the session from ever working again.
            session = await parts.Book.ChangeAsync(Owned, WithNewConversation, cancellationToken) ?? session;
            resume = false;
        }

        var folder = parts.Workspaces.FolderOf(Session);
        return new AgentStart(Session, folder, Guid.Parse(session.ConversationId ?? ""), resume);
    }

    /// <summary>
    /// The keys of the session's own AWS identity, where agents get any. A deletion revokes them; one that comes at the
    /// same time would be too early for an identity made just now, so it is looked at again.
    /// </summary>
    /// <exception cref="AgentStartException">They cannot be had, now or later.</exception>
    private async Task<TenantKeys?> KeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await parts.Tenants.EnsureAsync(Session, cancellationToken) is not { } keys)
            {
                return null;
            }

            if (await parts.Sessions.FindAsync(Session, cancellationToken) is { IsGone: false })
            {
                return keys;
            }

            await parts.Tenants.RevokeAsync(Session, cancellationToken);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            throw new AgentStartException(refused.Message, refused);
        }
    }

    /// <summary>
    /// Replaces the keys and ends the agent that was started with those from before; its next start resumes the
    /// conversation with the new. Waits while a turn runs, which would lose its access midway.
    /// </summary>
    private async Task<bool> RotateKeysAsync(CancellationToken cancellationToken)
    {
        if (steps.Current is not null)
        {
            return false;
        }

        try
        {
            if (await parts.Sessions.FindAsync(Session, cancellationToken) is { IsGone: false }
                && await parts.Tenants.RotateAsync(Session, cancellationToken) is not null)
            {
                await EndAgentAsync(cancellationToken);
            }
        }
        catch (InvalidOperationException refused)
        {
            // Asking again would change nothing; the next start says the same to whoever waits for it.
            LogNotRotated(Session, refused.Message);
        }

        return true;
    }

    private static Session WithConversation(Session session) =>
        session.ConversationId is null ? WithNewConversation(session) : session;

    private static Session WithNewConversation(Session session) =>
        session with { ConversationId = Guid.NewGuid().ToString() };

    private async Task NotStartedAsync(Turn turn, string reason, CancellationToken cancellationToken)
    {
        startFailures++;
        LogNotStarted(Session, startFailures, reason);
        ReleasePlace();
        await parts.Book.SetStateAsync(Owned, SessionState.Failed, Sentences.CannotStart, cancellationToken);
        if (startFailures == 1)
        {
            Pump.Post(SessionEvents.StateChanged(
                SessionState.Failed, "The builder does not start; it is tried again.", turn.TraceId));
        }

        if (startFailures < parts.Options.StartTries)
        {
            retryAt = Now + Times.BackOff(parts.Options.StartDelay, startFailures);
            return;
        }

        startFailures = 0;
        await BreakAsync(turn, Sentences.CannotStart, reason, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: its keys cannot be replaced: {Reason}")]
    private partial void LogNotRotated(SessionId sessionId, string reason);
}
