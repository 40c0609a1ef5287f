using TmuxBuilder.Agent.Channel;

namespace TmuxBuilder.Agent.Tests.Channel;

public sealed class TurnJournalTests : IDisposable
{
    private static readonly Instruction Line = new("Read /session/prompt_1.txt", "prompt_1.txt");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tb-journal-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder.FullName, "journal.json");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_staged_counts_once_it_is_noted()
    {
        var journal = new TurnJournal(File);

        await journal.StageTypingAsync(Line, Token);
        Assert.Equal(TurnRecord.None, journal.Current);
        Assert.Equal(TurnRecord.None, new TurnJournal(File).Current);

        await journal.NoteTypingAsync(Line, Token);
        Assert.Equal((TurnStage.Typed, Line), (journal.Current.Stage, journal.Current.Instruction));
        Assert.Equal((TurnStage.Typed, Line), Stored());
    }

    [Fact]
    public async Task A_signal_between_staging_and_typing_is_kept()
    {
        var journal = new TurnJournal(File);

        await journal.StageTypingAsync(Line, Token);
        await journal.NoteAsync(new AgentSignal.Accepted("an earlier line"), Token);
        await journal.NoteTypingAsync(Line, Token);

        Assert.Equal((TurnStage.Typed, Line), Stored());
        Assert.Equal(["an earlier line"], new TurnJournal(File).Current.Taken);
    }

    [Fact]
    public async Task Another_line_than_the_staged_one_is_the_one_that_is_noted()
    {
        var journal = new TurnJournal(File);
        var other = new Instruction("Read /session/prompt_2.txt", "prompt_2.txt");

        await journal.StageTypingAsync(Line, Token);
        await journal.NoteTypingAsync(other, Token);

        Assert.Equal((TurnStage.Typed, other), Stored());
    }

    private (TurnStage Stage, Instruction? Line) Stored()
    {
        var stored = new TurnJournal(File).Current;
        return (stored.Stage, stored.Instruction);
    }
}
