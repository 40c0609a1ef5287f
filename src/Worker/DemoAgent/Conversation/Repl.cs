using System.Threading.Channels;
using TmuxBuilder.DemoAgent.Terminal;
using TmuxBuilder.DemoAgent.Wire;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>The conversation at the prompt: one owner of its state, driven by one channel of events.</summary>
internal sealed class Repl(Pane pane, Hooks hooks, BuildTurn build, TimeProvider time)
{
    private const int MaxWaiting = 8;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly Channel<ReplEvent> _events = Channel.CreateUnbounded<ReplEvent>();
    private readonly LineEditor _editor = new();
    private readonly Queue<string> _waiting = new();
    private CancellationTokenSource? _turn;
    private Task _running = Task.CompletedTask;
    private bool _leaveOnNextInterrupt;
    private int? _status;

    /// <summary>Where the keyboard and the signals report.</summary>
    public ChannelWriter<ReplEvent> Events => _events.Writer;

    /// <summary>Talks until somebody leaves; returns the exit status.</summary>
    public async Task<int> RunAsync(bool resumed, CancellationToken lifetime)
    {
        pane.Say("Demo builder: no AI model is used. It follows a script and builds a small site from your request.");
        Redraw();
        await hooks.ReportAsync(
            new HookPayload("SessionStart") { Source = resumed ? "resume" : "startup", Model = "demo (no model)" },
            lifetime);
        var reason = "other";
        while (_status is null)
        {
            switch (await _events.Reader.ReadAsync(lifetime))
            {
                case ReplEvent.Typed typed:
                    Press(_editor.Feed(typed.Bytes), lifetime);
                    break;
                case ReplEvent.TurnEnded:
                    _turn?.Dispose();
                    _turn = null;
                    StartNext(lifetime);
                    break;
                case ReplEvent.Leave leave:
                    (_status, reason) = (leave.Status, leave.Reason);
                    break;
            }

            Redraw();
        }

        await LeaveAsync(reason, lifetime);
        return _status.Value;
    }

    private void Press(IReadOnlyList<Key> keys, CancellationToken lifetime)
    {
        foreach (var key in keys)
        {
            var again = _leaveOnNextInterrupt;
            _leaveOnNextInterrupt = false;
            switch (key)
            {
                case Key.Enter { Text: var line } when !string.IsNullOrWhiteSpace(line):
                    Take(line.Trim());
                    StartNext(lifetime);
                    break;
                case Key.Interrupt when _turn is not null:
                    Interrupt();
                    break;
                case Key.Interrupt { IsControlC: true }:
                    _leaveOnNextInterrupt = _editor.Text.Length == 0;
                    _editor.Clear();
                    if (again && _leaveOnNextInterrupt)
                    {
                        Events.TryWrite(new ReplEvent.Leave(0, "prompt_input_exit"));
                    }

                    break;
                case Key.End:
                    Events.TryWrite(new ReplEvent.Leave(0, "prompt_input_exit"));
                    break;
            }
        }
    }

    private void Take(string line)
    {
        if (line == "/exit")
        {
            Events.TryWrite(new ReplEvent.Leave(0, "prompt_input_exit"));
        }
        else if (_waiting.Count < MaxWaiting)
        {
            _waiting.Enqueue(line);
        }
    }

    private void Interrupt()
    {
        _waiting.Clear();
        if (_turn is { IsCancellationRequested: false })
        {
            pane.Say("  ⎿ Interrupted");
            _turn.Cancel();
        }
    }

    private void StartNext(CancellationToken lifetime)
    {
        if (_turn is null && _waiting.TryDequeue(out var line))
        {
            _turn = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
            _running = AnswerAsync(line, _turn.Token, lifetime);
        }
    }

    private async Task AnswerAsync(string line, CancellationToken turn, CancellationToken lifetime)
    {
        // The conversation goes on reading keys while the turn runs.
        await Task.Yield();
        try
        {
            pane.Say("> " + line);
            await hooks.ReportAsync(new HookPayload("UserPromptSubmit") { Prompt = line }, lifetime);
            var answer = Instruction.PathOf(line) is { } path
                ? await build.RunAsync(path, turn)
                : "I am the demo builder and take one kind of line only: Read "
                    + "/session/prompt_….txt and complete the task";
            turn.ThrowIfCancellationRequested();
            pane.Say("● " + answer);
            await hooks.ReportAsync(
                new HookPayload("Stop") { StopHookActive = false, LastAssistantMessage = answer, BackgroundTasks = [] },
                lifetime);
        }
        catch (OperationCanceledException)
        {
            // Like the real CLI, an interrupted turn reports nothing further.
        }
        catch (Exception exception)
        {
            // Whatever goes wrong ends this turn and not the conversation.
            pane.Say("● The turn failed: " + exception.Message);
            await hooks.ReportAsync(
                new HookPayload("StopFailure") { Error = "unknown", LastAssistantMessage = exception.Message },
                lifetime);
        }
        finally
        {
            Events.TryWrite(new ReplEvent.TurnEnded());
        }
    }

    private async Task LeaveAsync(string reason, CancellationToken lifetime)
    {
        if (_turn is not null)
        {
            await _turn.CancelAsync();
        }

        try
        {
            await _running.WaitAsync(Farewell, time, lifetime);
        }
        catch (TimeoutException)
        {
            pane.Say("  ⎿ A step did not end in time");
        }

        await hooks.ReportAsync(new HookPayload("SessionEnd") { Reason = reason }, lifetime);
        pane.Close();
    }

    private void Redraw() => pane.Show(_editor.Text, busy: _turn is not null);
}
