using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Delivery;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions.Machine;
using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>Acts on one agent in its tmux session.</summary>
internal sealed partial class TmuxHands(
    AgentStart start,
    AgentRun run,
    SafeFolder folder,
    AgentPaths seen,
    AgentInbox inbox,
    TurnJournal journal,
    AgentParts parts,
    ILogger<TmuxHands> logger) : ISessionHands
{
    private const string Escape = "Escape";
    private const int MaxConversationTail = 8 * 1024 * 1024;

    private readonly Typist typist = new(parts.Terminal, run.Terminal, parts.Time);
    private readonly RunningTools tools = new();

    public async Task<AgentInput?> DoAsync(AgentEffect effect, CancellationToken cancellationToken)
    {
        try
        {
            return await ActAsync(effect, cancellationToken);
        }
        catch (Exception exception) when (exception is TmuxException or IOException)
        {
            LogFailed(exception, start.Session, effect.GetType().Name);
            return effect switch
            {
                AgentEffect.Type => new AgentInput.LineTyped(Failed: true),
                AgentEffect.ReadRecords(var withTools) => new AgentInput.RecordsRead(
                    AgentRecords.None, ToolsRun: withTools),
                _ => null,
            };
        }
    }

    /// <summary>Whether the agent's durable records show that it took the instruction.</summary>
    public async Task<bool> HasTakenAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        await inbox.DrainAsync(cancellationToken);
        if (journal.Current.Taken.Any(instruction.IsPrompt))
        {
            return true;
        }

        return await InConversationAsync(tail => ClaudeTranscript.HasTaken(tail, instruction), cancellationToken);
    }

    /// <summary>
    /// Whether the agent's records hold the end of the turn the instruction began; true when it keeps none.
    /// </summary>
    public async Task<bool> HasRecordedEndAsync(Instruction instruction, CancellationToken cancellationToken) =>
        !parts.Profile.HasRecords
        || await InConversationAsync(tail => ClaudeTranscript.HasEnded(tail, instruction), cancellationToken);

    /// <summary>
    /// The agent's version by its records, which one that was killed leaves behind; <see langword="null"/> when
    /// unknown.
    /// </summary>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await parts.Profile.ReadRecordsAsync(folder, start, seen, cancellationToken)).Version;
        }
        catch (IOException exception)
        {
            LogUnreadable(exception, start.Session);
            return null;
        }
    }

    /// <summary>Whether the end of the conversation's file holds something.</summary>
    private async Task<bool> InConversationAsync(Predicate<byte[]> holds, CancellationToken cancellationToken)
    {
        try
        {
            // The path differs with and without a sandbox, and either may have been in force when this was written.
            foreach (var paths in (AgentPaths[])[AgentPaths.Sandboxed, run.Paths])
            {
                if (parts.Profile.ConversationPath(start, paths) is { } path
                    && await folder.ReadTailAsync(path, MaxConversationTail, cancellationToken) is { } tail
                    && holds(tail))
                {
                    return true;
                }
            }
        }
        catch (UnsafePathException exception)
        {
            LogUnreadable(exception, start.Session);
        }

        return false;
    }

    private async Task<AgentInput?> ActAsync(AgentEffect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case AgentEffect.Prepare(var instruction):
                await Task.WhenAll(
                    journal.StageTypingAsync(instruction, cancellationToken),
                    TypeAsync(instruction, cancellationToken));
                return new AgentInput.LinePrepared(instruction);
            case AgentEffect.Type(var instruction, var isPrepared):
                await journal.NoteTypingAsync(instruction, cancellationToken);
                if (!isPrepared)
                {
                    await TypeAsync(instruction, cancellationToken);
                }

                await typist.PressEnterAsync(cancellationToken);
                return new AgentInput.LineTyped(Failed: false);
            case AgentEffect.PressEnter:
                await typist.PressEnterAsync(cancellationToken);
                return null;
            case AgentEffect.PressEscape:
                await parts.Terminal.PressAsync(run.Terminal, Escape, cancellationToken);
                return null;
            case AgentEffect.ClearBox:
                await typist.ClearAsync(cancellationToken);
                return null;
            case AgentEffect.LookForEvidence look:
                return new AgentInput.EvidenceRead(look.Instruction, await LookAsync(look, cancellationToken));
            case AgentEffect.ReadRecords(var withTools):
                var records = await parts.Profile.ReadRecordsAsync(folder, start, seen, cancellationToken);
                return new AgentInput.RecordsRead(records, withTools && await HasToolsAsync(cancellationToken));
            case AgentEffect.LookAtScreen:
                return new AgentInput.ScreenRead(
                    ScreenReader.Read(await parts.Terminal.CaptureAsync(run.Terminal, cancellationToken)));
            case AgentEffect.Terminate:
                await TerminateAsync(cancellationToken);
                return null;
            case AgentEffect.KillTree:
                LogKilled(start.Session);
                await parts.Killer.KillAsync(run.Terminal, cancellationToken);
                await parts.Watch.LookAsync(cancellationToken);
                return null;
            default:
                throw new UnreachableException($"No hand for {effect}.");
        }
    }

    private async Task<DeliveryEvidence> LookAsync(
        AgentEffect.LookForEvidence look, CancellationToken cancellationToken)
    {
        if (await HasTakenAsync(look.Instruction, cancellationToken))
        {
            return new DeliveryEvidence(Taken: true);
        }

        var wasTyped = journal.Current.PromptFile == look.Instruction.PromptFile;
        return new DeliveryEvidence(
            Taken: false,
            wasTyped,
            look.WithBox && wasTyped ? await BoxAsync(look.Instruction, cancellationToken) : BoxContent.Unknown);
    }

    private async Task<BoxContent> BoxAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        var view = ScreenReader.Read(await parts.Terminal.CaptureAsync(run.Terminal, cancellationToken));
        return view.Box switch
        {
            null => BoxContent.Unknown,
            "" => BoxContent.Empty,
            var box => Solid(box).Contains(Solid(instruction.Line), StringComparison.Ordinal)
                ? BoxContent.Line
                : BoxContent.Unknown,
        };
    }

    /// <summary>
    /// The wrapper has to record the status, and bubblewrap would take the agent down without asking it.
    /// </summary>
    private async Task TerminateAsync(CancellationToken cancellationToken)
    {
        if (await PaneProcessAsync(cancellationToken) is { } pane)
        {
            foreach (var process in ProcessTree.Of(pane).Skip(1).Where(NotSandbox))
            {
                ProcessTree.Signal(process, ProcessTree.Terminate);
            }
        }
    }

    /// <summary>Types the line; while it is drawn, what runs before its turn begins is looked at.</summary>
    private async Task TypeAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        var noting = NoteProcessesAsync(cancellationToken);
        await typist.TypeAsync(instruction, cancellationToken);
        await noting;
    }

    private async Task NoteProcessesAsync(CancellationToken cancellationToken)
    {
        if (parts.Profile.IsAloneAtRest && await PaneProcessAsync(cancellationToken) is { } pane)
        {
            tools.Begin(pane);
        }
    }

    private async Task<bool> HasToolsAsync(CancellationToken cancellationToken)
    {
        if (!parts.Profile.IsAloneAtRest || await PaneProcessAsync(cancellationToken) is not { } pane)
        {
            return false;
        }

        tools.EndDetached(pane);
        return tools.Any(pane);
    }

    private async Task<int?> PaneProcessAsync(CancellationToken cancellationToken) =>
        (await parts.Terminal.ListAsync(cancellationToken)).FirstOrDefault(pane => pane.Name == run.Terminal)
            is { IsDead: false } pane
            ? pane.ProcessId
            : null;

    private static bool NotSandbox(int process) => !PaneProcesses.IsSandbox(process);

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: {Effect} could not be carried out on the agent")]
    private partial void LogFailed(Exception exception, Core.Sessions.SessionId sessionId, string effect);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the agent did not end when asked and is killed")]
    private partial void LogKilled(Core.Sessions.SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the agent's own records cannot be read")]
    private partial void LogUnreadable(Exception exception, Core.Sessions.SessionId sessionId);
}
