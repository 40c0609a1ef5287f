using TmuxBuilder.Builder.Workspaces;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Turns;

/// <summary>What the client reads at the end of a turn.</summary>
internal sealed class TurnEndings(IChatStore chat, ISiteStore sites, IWorkspaces workspaces, TimeProvider time)
{
    private const int LinesCompared = 30;

    /// <summary>A chat line of the agent's, without what looks like a secret.</summary>
    public ChatMessage Line(Turn turn, string content) => new()
    {
        Id = MessageId.New(time),
        Role = ChatRole.Assistant,
        Content = SecretRedactor.Redact(content),
        Timestamp = time.GetUtcNow(),
        Turn = turn.Id,
    };

    /// <summary>A reply with more words of the platform's; without a reply those alone.</summary>
    public ChatMessage Joined(Turn turn, ChatMessage? reply, string words) => reply is null
        ? Line(turn, words)
        : reply with { Content = $"{reply.Content}\n\n{SecretRedactor.Redact(words)}" };

    /// <summary>The chat line of a client's answer, as it was given; it has no receipt of its own.</summary>
    public ChatMessage AnswerLine(Turn turn, string answer) => new()
    {
        Id = MessageId.New(time),
        Role = ChatRole.User,
        Content = answer,
        Timestamp = time.GetUtcNow(),
        Turn = turn.Id,
    };

    /// <summary>The agent's summary, unless there is none or the chat shows the same words already.</summary>
    public async Task<string?> NewSummaryAsync(Turn turn, CancellationToken cancellationToken)
    {
        var summary = await ReadSummaryAsync(turn, cancellationToken);
        var lines = await chat.TailAsync(turn.Session, LinesCompared, cancellationToken);
        return summary is null || lines.Any(line => Shows(line, summary)) ? null : summary;
    }

    /// <summary>
    /// The reply that ends a turn, and the summary to show with it: the agent's summary, else its last words; nothing
    /// when the summary was shown within the turn. The address of a site published in the turn is always in the chat.
    /// </summary>
    public async Task<(ChatMessage? Reply, string? Summary)> ComposeAsync(
        Turn turn, string? lastMessage, CancellationToken cancellationToken)
    {
        var summary = await ReadSummaryAsync(turn, cancellationToken);
        var lines = await chat.TailAsync(turn.Session, LinesCompared, cancellationToken);
        var shown = summary is not null && lines.Any(line => line.Turn == turn.Id && Shows(line, summary));
        var known = summary is not null && lines.Any(line => Shows(line, summary));
        var text = shown ? null : summary is not null && !known ? summary : OrDone(lastMessage);

        if (await PublishedAsync(turn, cancellationToken) is { } url
            && text?.Contains(url, StringComparison.Ordinal) != true
            && !lines.Any(line => line.Turn == turn.Id && line.Content.Contains(url, StringComparison.Ordinal)))
        {
            var live = $"Your site: {url}";
            return (Line(turn, text is null ? live : $"{text}\n\n{live}"), text);
        }

        return (text is null ? null : Line(turn, text), text);
    }

    private static string OrDone(string? lastMessage) =>
        string.IsNullOrWhiteSpace(lastMessage) ? "Done." : lastMessage.Trim();

    private static bool Shows(ChatMessage line, string summary) =>
        line.Role == ChatRole.Assistant && line.Content.StartsWith(summary, StringComparison.Ordinal);

    /// <summary>Redacted here already, so that it compares equal to the line it became.</summary>
    private async Task<string?> ReadSummaryAsync(Turn turn, CancellationToken cancellationToken) =>
        await workspaces.ReadSummaryAsync(turn.Session, cancellationToken) is { } summary
            ? SecretRedactor.Redact(summary)
            : null;

    private async Task<string?> PublishedAsync(Turn turn, CancellationToken cancellationToken)
    {
        foreach (var site in await sites.ListAsync(turn.Session, cancellationToken))
        {
            var releases = await sites.ListReleasesAsync(site.Id, cancellationToken);
            if (releases.Any(release => release.Turn == turn.Id && release.State == ReleaseState.Current))
            {
                return site.Url;
            }
        }

        return null;
    }
}
