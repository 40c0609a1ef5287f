using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Workspaces;

/// <summary>The folders sessions are built in, as far as their owners use them.</summary>
internal interface IWorkspaces
{
    string FolderOf(SessionId session);

    bool Exists(SessionId session);

    /// <summary>The one line that is typed: it names a prompt file and carries none of the client's words.</summary>
    string LineFor(SessionId session, string promptFile);

    /// <summary>Makes the folder, or what is missing of it; what the agent is to know is written once.</summary>
    Task PrepareAsync(Session session, CancellationToken cancellationToken);

    /// <summary>
    /// Writes today's system prompt and skills, when the folder is here; an agent reads them when it starts.
    /// </summary>
    Task RegeneratePromptAsync(Session session, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a turn's message whole, as data, with the files that came with it; returns the prompt file's name.
    /// </summary>
    Task<string> WriteTurnAsync(Turn turn, CancellationToken cancellationToken);

    /// <summary>Writes the instruction to go on with a turn after something went wrong.</summary>
    Task<string> WriteGoOnAsync(Turn turn, GoOnReason reason, CancellationToken cancellationToken);

    /// <summary>Writes the client's answer to what the agent asked.</summary>
    Task<string> WriteAnswerAsync(Turn turn, string answer, CancellationToken cancellationToken);

    /// <summary>Writes that nobody answered, and what counts instead.</summary>
    Task<string> WriteNoAnswerAsync(Turn turn, string? standing, CancellationToken cancellationToken);

    /// <summary>
    /// The agent's summary, cut when it is huge; <see langword="null"/> when there is none, or no readable one.
    /// </summary>
    Task<string?> ReadSummaryAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Brings the readable mirrors up to date. They are no truth: what cannot be read or written is left.
    /// </summary>
    Task MirrorAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// The agent's conversation was forgotten: so are its prompts and its summary. What it built stays.
    /// </summary>
    Task ForgetAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>The session's agent has ended for now; a deleted session's folder is put aside.</summary>
    Task RestAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Removes the folder; absent is fine.</summary>
    void Remove(SessionId session);
}
