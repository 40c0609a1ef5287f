using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Agent.Live;

/// <summary>Watches a session's terminal across the agents that come and go in it.</summary>
internal sealed class AgentTerminal(Func<PaneFeed> open, Action changed, Action<AgentTerminal> ended) : IAgentTerminal
{
    private PaneFeed? feed;
    private volatile bool due = true;

    public bool IsThere { get; private set; }

    /// <summary>There may be a terminal now.</summary>
    public void Look()
    {
        due = true;
        changed();
    }

    public async Task<TerminalEvent?> NextAsync(CancellationToken cancellationToken)
    {
        if (feed is { } present)
        {
            if (present.Next() is { } found)
            {
                IsThere = true;
                return found;
            }

            if (!present.IsOver)
            {
                return null;
            }

            (feed, IsThere) = (null, false);
            await present.DisposeAsync();
        }

        if (due)
        {
            due = false;
            feed = open();
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        ended(this);
        if (feed is { } present)
        {
            await present.DisposeAsync();
        }
    }
}
