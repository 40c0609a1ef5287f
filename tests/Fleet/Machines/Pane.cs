using TmuxBuilder.Agent;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>
/// An agent in its pane. It outlives the worker's process, and works whether or not that lives: takes what is typed,
/// uses tools, ends.
/// </summary>
internal sealed class Pane(SessionId session, Folder folder, Timeline timeline, Random chance, Pace pace)
{
    private SignalLine? listener;
    private int doing;
    private bool isBlamed;

    public SessionId Session => session;

    public bool IsAlive { get; private set; } = true;

    /// <summary>Whether it was told something that it has not ended.</summary>
    public bool IsAtWork { get; private set; }

    public Folder Folder => folder;

    /// <summary>Who hears its signals from now on; one told of an end may not have written it down.</summary>
    public SignalLine Listen(bool adopted)
    {
        listener = new SignalLine();
        if (adopted && folder is { Ended: { } ended, Taken: [.., var last] } && ended == last)
        {
            Emit(End(ended));
        }

        return listener;
    }

    public void Deafen() => listener = null;

    public void Type(Instruction instruction)
    {
        var mine = ++doing;
        IsAtWork = true;
        After(mine, Milliseconds(50, 300), () => Emit(new AgentSignal.Typed(instruction.Line)));
        After(mine, Milliseconds(400, 1500), () => Take(mine, instruction));
    }

    /// <summary>True once: what it does wrong is said once.</summary>
    public bool Blame()
    {
        var first = !isBlamed;
        isBlamed = true;
        return first;
    }

    /// <summary>Goes on with what may have been typed before.</summary>
    public void Recover(Instruction instruction)
    {
        if (!folder.Taken.Contains(instruction.PromptFile))
        {
            Type(instruction);
            return;
        }

        Emit(new AgentSignal.Accepted(instruction.Line));
        if (folder.Ended == instruction.PromptFile)
        {
            Emit(End(instruction.PromptFile));
        }
    }

    /// <summary>Stops what it does; it lives on.</summary>
    public void Interrupt()
    {
        doing++;
        IsAtWork = false;
    }

    public void Kill()
    {
        Interrupt();
        IsAlive = false;
    }

    private void Take(int mine, Instruction instruction)
    {
        folder.Taken.Add(instruction.PromptFile);
        folder.HasNews = true;
        Emit(new AgentSignal.Accepted(instruction.Line));
        Step(mine, instruction.PromptFile, chance.Next(1, pace.MostSteps + 1));
    }

    private void Step(int mine, string file, int left) => After(
        mine,
        Milliseconds(pace.ShortestStep, pace.LongestStep),
        () =>
        {
            if (left > 0)
            {
                Emit(new AgentSignal.ToolStarted("Write", "Writing code/index.html"));
                Step(mine, file, left - 1);
                return;
            }

            IsAtWork = false;
            folder.Ended = file;
            folder.HasNews = true;
            Emit(End(file));
        });

    private AgentSignal.Stopped End(string file) => new(folder.Prompts.GetValueOrDefault(file, "?"));

    private void After(int mine, TimeSpan rest, Action act) => timeline.In(
        rest,
        () =>
        {
            if (doing == mine && IsAlive)
            {
                act();
            }
        });

    /// <summary>Later, so that whoever listens is not called by what it calls.</summary>
    private void Emit(AgentSignal signal)
    {
        var heard = listener;
        timeline.In(TimeSpan.Zero, () => heard?.Write(signal));
    }

    private TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(chance.Next(least, most + 1));
}
