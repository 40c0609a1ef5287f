using System.Globalization;
using TmuxBuilder.Portal.Tests.Faults.Support;

namespace TmuxBuilder.Portal.Tests.Faults;

/// <summary>A socket that ends at any moment: on screen every event is there once, in its order.</summary>
public sealed class SocketTests(FaultWorld world)
{
    // So long that catching up takes more than one frame of 96 KB, and no more at once than a worker takes.
    private const int Before = 160;
    private const int Meanwhile = 20;

    /// <summary>Scrolls through the log and gives what it shows, by its number.</summary>
    private const string Log =
        """
        async () => {
          const list = document.querySelector('[aria-label=Events]');
          const seen = new Map();
          const next = () => new Promise((done) => requestAnimationFrame(done));
          // Rows follow a scroll some frames later: looked at is only what stands.
          const frame = async () => {
            const { left, top, width, height } = list.getBoundingClientRect();
            const stands = (share) =>
              document.elementFromPoint(left + width / 2, top + height * share)?.closest('[data-key]');
            await next();
            for (let frames = 0; frames < 20 && ![0.1, 0.5, 0.9].every(stands); frames++) await next();
          };
          const size = () => Number(list.querySelector('[aria-setsize]').getAttribute('aria-setsize'));
          // Rows are measured when they come in sight, which moves those behind them: the skipped come next time.
          for (let pass = 0; pass < 5 && seen.size < size(); pass++) {
            list.scrollTop = 0;
            await frame();
            for (let steps = 0; steps < 2000; steps++, list.scrollTop += list.clientHeight / 2, await frame()) {
              for (const row of list.querySelectorAll('[data-key]')) {
                const said = /event (\d+)\./.exec(row.textContent);
                seen.set(Number(row.getAttribute('aria-posinset')), said?.[1] ?? '');
              }
              if (list.scrollTop + list.clientHeight >= list.scrollHeight - 2) break;
            }
          }
          if (seen.size < size()) throw new Error(`The list shows ${seen.size} of its ${size()} rows.`);
          return [...seen].sort(([one], [other]) => one - other).map(([, text]) => text).filter(Boolean);
        }
        """;

    /// <summary>When the page's socket ends.</summary>
    public enum Moment
    {
        BeforeHello,
        MidCatchUp,
        AfterHello,
        AfterAnEvent,
        AfterSomeEvents,
    }

    [Theory]
    [InlineData(Moment.BeforeHello, 1006)]
    [InlineData(Moment.MidCatchUp, 1006)]
    [InlineData(Moment.AfterHello, 1011)]
    [InlineData(Moment.AfterAnEvent, 1001)]
    [InlineData(Moment.AfterSomeEvents, 1012)]
    public async Task Nothing_is_lost_or_doubled_when_a_socket_ends(Moment moment, int code)
    {
        var guid = await world.AnsweredAsync("Here we go");
        await world.SayAsync(guid, "status", Enumerable.Range(0, Before).Select(Event));
        var sockets = 0;
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var page = await world.OpenAsync(async page =>
        {
            await page.RouteWebSocketAsync(
                "**/ws/**",
                socket => Route(socket, Interlocked.Increment(ref sockets) == 1 ? moment : null, code));

            // Asked before another socket is opened, which would otherwise be there before anybody has looked.
            await page.RouteAsync("**/api/sessions/*", async route =>
            {
                await (Volatile.Read(ref sockets) > 0 ? seen.Task : Task.CompletedTask);
                await route.ContinueAsync();
            });
        });
        await page.GotoAsync($"/client?guid={guid}");
        if (moment > Moment.AfterHello)
        {
            seen.SetResult();
            await page.Text($"event {Before - 1}.").WaitForAsync();
        }
        else
        {
            await page.ShowsAsync("Reconnecting");
            seen.SetResult();
        }

        await world.SayAsync(guid, "status", Enumerable.Range(Before, Meanwhile).Select(Event));
        await page.Text($"event {Before + Meanwhile - 1}.").WaitForAsync();
        Assert.True(Volatile.Read(ref sockets) >= 2, "The socket was never ended.");
        await world.SayAsync(guid, "status", Event(Before + Meanwhile));
        await page.ShowsAsync($"event {Before + Meanwhile}.");
        await AssertWholeAsync(page, Before + Meanwhile + 1);
    }

    [Fact]
    public async Task A_frame_that_never_came_is_asked_for()
    {
        var guid = await world.AnsweredAsync("Here we go");
        await world.SayAsync(guid, "status", Event(0));
        await using var page = await world.OpenAsync(page => page.RouteWebSocketAsync("**/ws/**", socket =>
        {
            var server = socket.ConnectToServer();
            server.OnMessage(frame =>
            {
                if (frame.Text?.Contains("event 1.", StringComparison.Ordinal) != true
                    || frame.Text.Contains("\"history\"", StringComparison.Ordinal))
                {
                    socket.Send(frame.Text ?? "");
                }
            });
        }));
        await page.GotoAsync($"/client?guid={guid}");
        await page.Text("event 0.").WaitForAsync();
        for (var number = 1; number < 4; number++)
        {
            await world.SayAsync(guid, "status", Event(number));
        }

        await page.ShowsAsync("event 3.");
        await AssertWholeAsync(page, 4);
    }

    /// <summary>Hands a socket's frames on, and ends it at a moment; null is never.</summary>
    private static void Route(IWebSocketRoute socket, Moment? moment, int code)
    {
        var (ended, greetings, hello, events) = (false, 0, false, 0);
        var server = socket.ConnectToServer();
        server.OnMessage(frame =>
        {
            var text = frame.Text ?? "";
            if (ended)
            {
                return;
            }

            if (moment == Moment.BeforeHello || (moment == Moment.MidCatchUp && greetings == 1))
            {
                End();
                return;
            }

            socket.Send(text);
            if (text.Contains("\"type\":\"history\"", StringComparison.Ordinal))
            {
                greetings++;
                hello |= text.Contains("\"more\":false", StringComparison.Ordinal);
            }
            else if (text.Contains("This is event", StringComparison.Ordinal))
            {
                events++;
            }

            if ((moment == Moment.AfterHello && hello)
                || (moment == Moment.AfterAnEvent && events == 1)
                || (moment == Moment.AfterSomeEvents && events == 5))
            {
                End();
            }
        });

        void End()
        {
            ended = true;
            _ = socket.CloseAsync(new() { Code = code });
            _ = server.CloseAsync();
        }
    }

    private static readonly string Filling = string.Join(' ', Enumerable.Repeat("and what it has to say", 10));

    private static string Event(int number) => string.Create(
        CultureInfo.InvariantCulture, $"This is event {number}. {Filling}");

    private static async Task AssertWholeAsync(FaultPage page, int count)
    {
        var shown = await page.Page.EvaluateAsync<string[]>(Log);
        Assert.Equal(Enumerable.Range(0, count).Select(number => $"{number}"), shown);
    }
}
