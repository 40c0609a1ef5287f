using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class DiagnosisTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_reads_what_is_known_of_a_failed_turn_without_its_secrets_and_in_bounds()
    {
        await using var host = await ApiHost.StartAsync();
        var session = await host.NewSessionAsync();
        var turn = (await host.SayAsync(session.Id, "Build")).Expect(202).Text("turn_id");
        var now = host.Time.GetUtcNow();
        await host.Service<DiagnosisBlobs>().PutAsync(
            session.Id,
            TurnId.Parse(turn),
            new TurnDiagnosis(
                turn,
                session.Id.Short,
                "failed",
                "It failed.",
                "password=hunter22",
                2,
                "prompt_1.txt",
                now,
                now,
                now,
                TimeSpan.FromMinutes(3),
                "worker-1",
                [new DiagnosisNote(now, "Stalled: quiet")],
                new AgentReport(
                    "Working",
                    [new DiagnosisNote(now, "Read /session/prompt_1.txt")],
                    [.. Enumerable.Range(0, 500).Select(number => new DiagnosisNote(now, $"signal {number}"))],
                    new string('x', 50_000),
                    "Busy",
                    null,
                    "2.1")),
            Token);

        var answer = (await host.GetAsync(PathOf(session.Id, turn), ApiHost.Admin)).Expect(200);

        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        var diagnosis = answer.Json.GetProperty("diagnosis");
        Assert.Equal("password=[redacted]", diagnosis.GetProperty("cause").GetString());
        Assert.Equal("Stalled: quiet", diagnosis.GetProperty("setbacks")[0].GetProperty("text").GetString());
        var agent = diagnosis.GetProperty("agent");
        Assert.Equal(200, agent.GetProperty("signals").GetArrayLength());
        Assert.Equal("signal 499", agent.GetProperty("signals")[199].GetProperty("text").GetString());
        Assert.InRange(agent.GetProperty("screen").GetString()!.Length, 1, 16_000);
        Assert.DoesNotContain(session.Id.Value, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_of_which_nothing_was_kept_has_no_diagnosis()
    {
        await using var host = await ApiHost.StartAsync();
        var session = await host.NewSessionAsync();
        var turn = (await host.SayAsync(session.Id, "Build")).Expect(202).Text("turn_id");

        (await host.GetAsync(PathOf(session.Id, turn), ApiHost.Admin)).ExpectProblem(404, "diagnosis.not_found");
        (await host.GetAsync(PathOf(session.Id, "nonsense"), ApiHost.Admin)).ExpectProblem(404, "diagnosis.not_found");
        (await host.GetAsync(PathOf(session.Id, turn))).Expect(401);
    }

    [Fact]
    public async Task The_worker_is_asked_about_a_turn_that_runs_and_about_no_other()
    {
        await using var host = await ApiHost.StartAsync();
        var session = await host.NewSessionAsync();
        var turn = (await host.SayAsync(session.Id, "Build")).Expect(202).Text("turn_id");
        (await host.PostAsync(PathOf(session.Id, turn), null, ApiHost.Admin)).ExpectProblem(409, "turn.not_open");
        await host.RunAsync(session.Id, turn, TurnState.Working);

        (await host.PostAsync(PathOf(session.Id, turn), null, ApiHost.Admin)).Expect(202);
        (await host.PostAsync(PathOf(session.Id, TurnId.New(host.Time).Value), null, ApiHost.Admin))
            .ExpectProblem(404, "turn.not_found");

        var command = Assert.Single(await host.Service<ICommandStore>().ListPendingAsync(
            session.Id, host.Time.GetUtcNow(), Token));
        Assert.Equal((CommandKind.Diagnose, turn), (command.Kind, CancelPayload.Parse(command.Payload)?.TurnId));
    }

    private static string PathOf(SessionId session, string turn) =>
        $"/api/admin/sessions/{session.Value}/turns/{turn}/diagnosis";
}
