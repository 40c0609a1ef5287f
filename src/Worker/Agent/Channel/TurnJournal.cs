using System.Text.Json;

namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// Keeps the <see cref="TurnRecord"/> of one agent in a file of the worker's own, out of the agent's reach. One write
/// at a time: the agent's loop makes them, and before it runs, whoever empties the spool.
/// </summary>
internal sealed class TurnJournal(string path)
{
    private TurnRecord? staged;

    public TurnRecord Current { get; private set; } = Load(path);

    /// <summary>Writes down what a signal means for the turn, before anybody is told of it.</summary>
    public Task NoteAsync(AgentSignal signal, CancellationToken cancellationToken) =>
        SaveAsync(Current.After(signal), cancellationToken);

    /// <summary>
    /// Writes beside the journal what <see cref="NoteTypingAsync"/> will be asked to: it counts for nothing until then.
    /// </summary>
    public Task StageTypingAsync(Instruction instruction, CancellationToken cancellationToken) =>
        StageAsync(Typing(instruction), cancellationToken);

    /// <summary>Writes down that an instruction is about to be typed.</summary>
    public Task NoteTypingAsync(Instruction instruction, CancellationToken cancellationToken) =>
        SaveAsync(Typing(instruction), cancellationToken);

    private string Beside => path + ".new";

    private TurnRecord Typing(Instruction instruction) => Current with
    {
        Stage = TurnStage.Typed,
        Line = instruction.Line,
        PromptFile = instruction.PromptFile,
    };

    private async Task SaveAsync(TurnRecord next, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(next, Current))
        {
            return;
        }

        if (next != staged)
        {
            await StageAsync(next, cancellationToken);
        }

        File.Move(Beside, path, overwrite: true);
        (Current, staged) = (next, null);
    }

    private async Task StageAsync(TurnRecord next, CancellationToken cancellationToken)
    {
        staged = null;
        await File.WriteAllBytesAsync(
            Beside, JsonSerializer.SerializeToUtf8Bytes(next, ChannelJson.Default.TurnRecord), cancellationToken);
        staged = next;
    }

    private static TurnRecord Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ChannelJson.Default.TurnRecord)
                ?? TurnRecord.None;
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return TurnRecord.None;
        }
    }
}
