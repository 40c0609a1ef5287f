using System.Text.Json;

namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// Keeps the <see cref="TurnRecord"/> of one agent in a file of the worker's own, out of the agent's reach.
/// </summary>
internal sealed class TurnJournal(string path)
{
    public TurnRecord Current { get; private set; } = Load(path);

    /// <summary>Writes down what a signal means for the turn, before anybody is told of it.</summary>
    public Task NoteAsync(AgentSignal signal, CancellationToken cancellationToken) =>
        SaveAsync(Current.After(signal), cancellationToken);

    /// <summary>Writes down that an instruction is about to be typed.</summary>
    public Task NoteTypingAsync(Instruction instruction, CancellationToken cancellationToken) => SaveAsync(
        Current with
        {
            Stage = TurnStage.Typed,
            Line = instruction.Line,
            PromptFile = instruction.PromptFile,
        },
        cancellationToken);

    private async Task SaveAsync(TurnRecord next, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(next, Current))
        {
            return;
        }

        var temporary = path + ".new";
        await File.WriteAllBytesAsync(
            temporary, JsonSerializer.SerializeToUtf8Bytes(next, ChannelJson.Default.TurnRecord), cancellationToken);
        File.Move(temporary, path, overwrite: true);
        Current = next;
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
