using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Agent.Tests.RealCli;

public sealed class DeliveryTests : IAsyncLifetime
{
    private CliFixture fixture = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await CliFixture.OpenAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public Task Every_line_is_taken_once_and_in_order() => DeliverAsync(12);

    [Fact(Explicit = true)]
    public Task Many_lines_are_each_taken_once_and_in_order() => DeliverAsync(200);

    private async Task DeliverAsync(int count)
    {
        var worker = fixture.NewWorker();
        fixture.Model.Default = Scenario.Says("Done.");
        var start = await worker.PrepareAsync(fixture.NewSession());
        await using var agent = await worker.Agents.StartAsync(start, Token);
        var (entered, accepted) = (new List<double>(), new List<double>());
        var prompts = new List<string>();
        var again = 0;
        for (var number = 1; number <= count; number++)
        {
            var line = await worker.PromptAsync(start.Session, $"Message {number}", number);
            await Task.Delay(
                TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(0, 120)), TimeProvider.System, Token);
            var began = Stopwatch.GetTimestamp();
            await agent.DeliverAsync(Worker.InstructionOf(line), Token);
            entered.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            var signals = await Worker.UntilAsync<AgentSignal.Accepted>(agent);
            accepted.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            prompts.AddRange(signals.OfType<AgentSignal.Accepted>().Select(signal => signal.Prompt));
            Assert.Equal([new AgentSignal.Stopped("Done.")], await Worker.UntilAsync<AgentSignal.Stopped>(agent));
            again += (await agent.DiagnoseAsync(Token)).Typed.Count(
                note => note.Text == SessionNotes.EnterAgain
                    && note.At > TimeProvider.System.GetUtcNow() - Stopwatch.GetElapsedTime(began));
        }

        Assert.Equal(Enumerable.Range(1, count).Select(Prompt), prompts);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} lines, Enter again {again}; entered {Percentiles(entered)}; accepted {Percentiles(accepted)}");
    }

    private static string Prompt(int number) => $"Read /session/prompt_{number}.txt and complete the task";

    private static string Percentiles(List<double> times)
    {
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {times[times.Count / 2]:F1} ms, "
            + $"p99 {times[Math.Min(times.Count - 1, times.Count * 99 / 100)]:F1} ms, "
            + $"least {times[0]:F1} ms");
    }
}
