using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Builder;
using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Fleet.Machines;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>A place in the fleet: a machine and the process of the worker on it, each of which may be lost.</summary>
internal sealed class Node(Surroundings around, int number, Witness witness) : IMachineLoad
{
    private static readonly MachineLoad Idle = new(null, null, null, null);
    private static readonly MachineLoad Pressed = new(null, null, 100, null);

    private CancellationTokenSource stop = new();
    private int machines;
    private bool isPressed;
    private AdmissionWatch? admission;

    public Machine Machine { get; private set; } = new(WorkerId.Parse($"w{number}-0"));

    public Process Process { get; private set; } = null!;

    public Link Link { get; private set; } = null!;

    /// <summary>Since when nothing has befallen it.</summary>
    public long WellSince { get; private set; }

    /// <summary>When its process began.</summary>
    public long BootedAt { get; private set; }

    /// <summary>Whether it does what a worker should: one that ends, or that something befalls, need not.</summary>
    public bool IsWell => !Process.IsDead && !Process.IsPaused && Link.IsWell && !IsEnding;

    public bool IsEnding { get; private set; }

    public MachineLoad Read() => isPressed ? Pressed : Idle;

    /// <summary>Begins a process of the worker on the machine as it is.</summary>
    public void Boot()
    {
        var chance = around.Chance;
        var error = around.Options.Faults == 0
            ? ClockError.None
            : new ClockError(TimeSpan.FromSeconds(chance.Next(-600, 600)), 1 + ((chance.NextDouble() - 0.5) / 50));
        var process = new Process(Machine.Worker.Value, around.Timeline, error, witness.Failed);
        Process = process;
        Link = new Link(around.Timeline, chance)
        {
            Say = around.Options.Say is null ? null : call => around.Say($"{process.Name} calls {call}"),
        };
        stop = new CancellationTokenSource();
        (isPressed, IsEnding) = (false, false);
        Touch();
        BootedAt = WellSince;
        var options = new BuilderOptions
        {
            Worker = Machine.Worker,
            DataFolder = "/nowhere/fleet",
            Capacity = around.Options.Capacity,
            Drain = TimeSpan.FromSeconds(60),
            HandOverAfter = TimeSpan.FromSeconds(20),
        };
        var provider = around.ComposeWorker(process, Link, Machine, this, options, pane => witness.Acted(this, pane));
        admission = provider.GetRequiredService<AdmissionWatch>();
        var worker = provider.GetRequiredService<Worker>();
        process.Start(() => worker.WorkAsync(stop.Token));
    }

    /// <summary>The process ends as by <c>kill -9</c>; agents go on.</summary>
    public void Kill()
    {
        Process.Kill();
        foreach (var pane in Machine.Panes.Values)
        {
            pane.Deafen();
        }

        Touch();
    }

    /// <summary>The machine goes with all on it; another comes in its place.</summary>
    public void Lose()
    {
        Kill();
        Machine.KillPanes();
        Machine = new Machine(WorkerId.Parse($"w{number}-{++machines}"));
    }

    /// <summary>The worker is told to end, as by SIGTERM.</summary>
    public void Drain()
    {
        IsEnding = true;
        Touch();
        Process.Start(() =>
        {
            stop.Cancel();
            return Task.CompletedTask;
        });
    }

    public void Press(bool pressed)
    {
        isPressed = pressed;
        Process.Start(() =>
        {
            admission!.Look();
            return Task.CompletedTask;
        });
    }

    public void Touch() => WellSince = around.Timeline.Now;
}
