using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Prompts;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Workspaces;

/// <summary>
/// What the platform puts into a session's folder and reads there. The agent may change all of it at any moment.
/// </summary>
internal sealed partial class SessionWorkspaces(
    BuilderOptions options,
    SessionFolders folders,
    ISessionStore sessions,
    SessionMirrors mirrors,
    UploadedFiles files,
    TimeProvider time,
    ILogger<SessionWorkspaces> logger) : IWorkspaces
{
    public const string SystemPromptFile = "system_prompt.txt";
    public const string SummaryFile = "summary.md";
    private const int MaxSummaryBytes = 256 * 1024;
    private const string CutNote = "\n\n*(Cut here: the whole summary is longer than a message can be.)*";

    private static readonly string[] OwnFolders = ["tmp", UploadedFiles.Folder, ".claude"];
    private static readonly string[] AgentFolders = ["code", "infrastructure", "docs"];

    // What the CLI keeps of conversations.
    private static readonly string[] ConversationFolders =
        [".claude-home/projects", ".claude-home/todos", ".claude-home/file-history"];

    private long lastPrompt;

    public string FolderOf(SessionId session) => folders.FolderOf(session);

    public bool Exists(SessionId session) => folders.Exists(session);

    public string LineFor(SessionId session, string promptFile) =>
        $"Read {options.AgentFolder ?? folders.FolderOf(session)}/{promptFile} and complete the task";

    public async Task PrepareAsync(Session session, CancellationToken cancellationToken)
    {
        folders.Create(session.Id);
        using (var folder = folders.Open(session.Id))
        {
            foreach (var name in OwnFolders)
            {
                folder.ClaimFolder(name);
            }

            // What the agent put in the place of one of its own is its affair, and no reason not to start it.
            foreach (var name in AgentFolders.Except(folder.List("").Select(entry => entry.Name)))
            {
                folder.CreateFolder(name);
            }

            if (!folder.HasFile(SystemPromptFile))
            {
                await TeachAsync(folder, session, cancellationToken);
            }
        }

        await MirrorAsync(session.Id, cancellationToken);
    }

    public async Task RegeneratePromptAsync(Session session, CancellationToken cancellationToken)
    {
        if (folders.Exists(session.Id))
        {
            using var folder = folders.Open(session.Id);
            await TeachAsync(folder, session, cancellationToken);
        }
    }

    public async Task<string> WriteTurnAsync(Turn turn, CancellationToken cancellationToken)
    {
        using var folder = folders.Open(turn.Session);
        var came = await files.PutAsync(folder, turn, cancellationToken);
        return await WritePromptAsync(folder, PromptFile.Message(turn, came), cancellationToken);
    }

    public async Task<string> WriteGoOnAsync(Turn turn, GoOnReason reason, CancellationToken cancellationToken)
    {
        using var folder = folders.Open(turn.Session);
        var came = await files.PutAsync(folder, turn, cancellationToken);
        return await WritePromptAsync(folder, PromptFile.GoOn(turn, came, reason), cancellationToken);
    }

    public async Task<string> WriteAnswerAsync(Turn turn, string answer, CancellationToken cancellationToken)
    {
        using var folder = folders.Open(turn.Session);
        return await WritePromptAsync(folder, PromptFile.Answer(answer), cancellationToken);
    }

    public async Task<string> WriteNoAnswerAsync(Turn turn, string? standing, CancellationToken cancellationToken)
    {
        using var folder = folders.Open(turn.Session);
        return await WritePromptAsync(folder, PromptFile.NoAnswer(standing), cancellationToken);
    }

    public async Task<string?> ReadSummaryAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (!folders.Exists(session))
        {
            return null;
        }

        try
        {
            using var folder = folders.Open(session);
            return await folder.ReadHeadAsync(SummaryFile, MaxSummaryBytes, cancellationToken) is var (text, isWhole)
                && !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal)
                    ? text.Trim() + (isWhole ? "" : CutNote)
                    : null;
        }
        catch (UnsafePathException refused)
        {
            LogRefused(session, SummaryFile, refused.Message);
            return null;
        }
    }

    public async Task MirrorAsync(SessionId session, CancellationToken cancellationToken)
    {
        try
        {
            if (!folders.Exists(session) || await sessions.FindRowAsync(session, cancellationToken) is not { } row)
            {
                return;
            }

            using var folder = folders.Open(session);
            await mirrors.WriteAsync(folder, row, cancellationToken);
        }
        catch (UnsafePathException refused)
        {
            LogRefused(session, "a mirror", refused.Message);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or StoreUnavailableException)
        {
            LogNotMirrored(session, failure);
        }
    }

    public async Task ForgetAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (!folders.Exists(session))
        {
            return;
        }

        using (var folder = folders.Open(session))
        {
            var forgotten = folder.List("")
                .Where(entry => PromptFile.IsName(entry.Name) || entry.Name == SummaryFile);
            foreach (var entry in forgotten)
            {
                folder.DeleteTree(entry.Name);
            }

            foreach (var kept in ConversationFolders)
            {
                folder.DeleteTree(kept);
            }
        }

        await MirrorAsync(session, cancellationToken);
    }

    public async Task RestAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(session, cancellationToken) is { IsGone: true })
        {
            folders.MarkDeleted(session);
        }
        else
        {
            await MirrorAsync(session, cancellationToken);
        }
    }

    public void Remove(SessionId session) => folders.Remove(session);

    private async Task TeachAsync(SafeFolder folder, Session session, CancellationToken cancellationToken)
    {
        // The prompt last: where it stands, the rest was written.
        await Knowledge.WriteAsync(folder, cancellationToken);
        var prompt = SystemPrompt.Write(
            session.Id, options.AgentFolder ?? folders.FolderOf(session.Id), time.GetUtcNow());
        await folder.WriteTextAsync(SystemPromptFile, prompt, cancellationToken);
    }

    private async Task<string> WritePromptAsync(SafeFolder folder, string text, CancellationToken cancellationToken)
    {
        var name = PromptFile.NameOf(NextPrompt());
        await folder.WriteTextAsync(name, text, cancellationToken);
        return name;
    }

    /// <summary>
    /// The time in milliseconds, never the same twice: an agent was seen to take an old file for a new one of that
    /// name.
    /// </summary>
    private long NextPrompt()
    {
        long last, next;
        do
        {
            last = Interlocked.Read(ref lastPrompt);
            next = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        while (Interlocked.CompareExchange(ref lastPrompt, next, last) != last);

        return next;
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: {File} is not as it may be and was left alone: {Reason}")]
    private partial void LogRefused(SessionId sessionId, string file, string reason);

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: its mirrors could not be brought up to date; the next change does it")]
    private partial void LogNotMirrored(SessionId sessionId, Exception failure);
}
