using TmuxBuilder.Agent;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Runs;

/// <summary>The whole worker with a program of a few lines in a real pane, which misbehaves at first.</summary>
public sealed class RealTerminalFaultTests : IDisposable
{
    // Asks for a sign-in at its first two starts; from then on it answers whatever is typed.
    private const string Program = """
        #!/bin/bash
        hook=/opt/tb/hook.sh
        [ -e "$hook" ] || hook=$(dirname "$4")-tools/hook.sh
        tell() { printf '%s' "$1" | "$hook"; }
        starts=$(($(cat "$2/starts" 2>/dev/null || echo 0) + 1))
        echo "$starts" >"$2/starts"
        if [ "$starts" -le 2 ]; then
          echo 'Select login method: tea or coffee? password=hunter22'
          exec sleep 6000
        fi
        tell '{"hook_event_name":"SessionStart","source":"startup"}'
        while IFS= read -r line; do
          tell "{\"hook_event_name\":\"UserPromptSubmit\",\"prompt\":\"$line\"}"
          tell '{"hook_event_name":"Stop","last_assistant_message":"Here it is."}'
        done
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tb-program-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_dialog_at_every_start_fails_the_message_with_its_words_for_admins_and_the_next_one_works()
    {
        var program = Path.Combine(folder.FullName, "agent");
        await File.WriteAllTextAsync(program, Program, Token);
        File.SetUnixFileMode(
            program,
            UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        folder.UnixFileMode |= UnixFileMode.OtherExecute;
        await using var machine = Machine.New(
            options => options with { StartTries = 2, StartDelay = TimeSpan.FromMilliseconds(1) }, profile: program);
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        var failed = await new Aftermath(
            TurnState.Failed,
            SessionState.Failed,
            "could not be started",
            "could not be started",
            "Select login method: tea or coffee?").HoldsAsync(machine, session, turn, NextWorksAsync);

        Assert.Contains("a dialog nobody answers (Login)", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", failed.Cause, StringComparison.Ordinal);
        await machine.Get<IAgents>().KillAsync(session.Id, Token);

        async Task NextWorksAsync()
        {
            await machine.TurnAsync(await machine.SendAsync(session, "And now?"), TurnState.Done);
            Assert.Equal("Here it is.", (await machine.LinesAsync(session))[^1].Content);
        }
    }
}
