using System.Runtime.InteropServices;
using TmuxBuilder.DemoAgent;
using TmuxBuilder.DemoAgent.Conversation;
using TmuxBuilder.DemoAgent.Files;
using TmuxBuilder.DemoAgent.Terminal;
using TmuxBuilder.DemoAgent.Wire;

if (AgentOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(AgentOptions.Usage);
    return 2;
}

using var lifetime = new CancellationTokenSource();
using var raw = new RawMode();
await using var screen = Console.OpenStandardOutput();

var time = TimeProvider.System;
var files = new SessionFiles(options.Session);
var pane = new Pane(screen, LibC.Columns);
var hooks = new Hooks(
    new WorkerSocket(options.Socket, time), new Spool(files.At(".spool"), time), options.Conversation, files.Root);
var pace = new Pace(Pace.Parse(Environment.GetEnvironmentVariable("TB_DEMO_PACE")), time);
var tools = new Tools(files, new Scripts(files.Root, time), hooks, pane, pace, lifetime.Token);
var repl = new Repl(pane, hooks, new BuildTurn(files, new MemoryFile(files), tools, time), time);

using var terminated = LeaveOn(PosixSignal.SIGTERM, 143);
using var hungUp = LeaveOn(PosixSignal.SIGHUP, 129);
using var interrupted = LeaveOn(PosixSignal.SIGINT, 0);

var keyboard = new Keyboard();
keyboard.Start();
var typing = ForwardAsync();
var status = await repl.RunAsync(options.Resume, lifetime.Token);
await lifetime.CancelAsync();
await typing;
return status;

PosixSignalRegistration LeaveOn(PosixSignal signal, int status) => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = true;
    repl.Events.TryWrite(new ReplEvent.Leave(status, "other"));
});

async Task ForwardAsync()
{
    try
    {
        await foreach (var bytes in keyboard.Reads.ReadAllAsync(lifetime.Token))
        {
            repl.Events.TryWrite(new ReplEvent.Typed(bytes));
        }

        repl.Events.TryWrite(new ReplEvent.Leave(0, "prompt_input_exit"));
    }
    catch (OperationCanceledException)
    {
        // The conversation ended first.
    }
}
