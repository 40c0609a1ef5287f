using System.Globalization;
using TmuxBuilder.Portal.Tests.Faults.Support;

namespace TmuxBuilder.Portal.Tests.Faults;

/// <summary>A socket that ends at any moment: on screen every event is there once, in its order.</summary>
public sealed class SocketTests(FaultWorld world)
{
    // So many and so long that catching up takes more than one frame of 96 KB.
    private const int Before = 300;
    private const int Meanwhile = 20;

    /// <summary>Scrolls through the log and gives what it shows, by its number.</summary>
    private const string Log =
        """
        async () => {
          const list = document.querySelector('[aria-label=Events]');
          const seen = new Map();
          const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          for (list.scrollTop = 0, await frame(); ; list.scrollTop += list.clientHeight / 2, await frame()) {
            for (const row of list.querySelectorAll('[data-key]')) {
              seen.set(Number(row.getAttribute('aria-posinset')), /event (\d+)\./.exec(row.textContent)?.[1] ?? '');
            }
            if (list.scrollTop + list.clientHeight >= list.scrollHeight - 2) break;
          }
          return [...seen].sort(([one], [other]) => one - other).map(([, text]) => text).filter(Boolean);
        }
        """;

    public static TheoryData<string, int, int> Cuts => new()
    {
        // What is cut, after how many frames of the server, and the code the page sees.
        { "before-hello", 0, 1006 },
        { "mid-catch-up", 1, 1006 },
        { "after-hello", 2, 1011 },
        { "after-an-event", 3, 1001 },
        { "after-some-events", 6, 1012 },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Nothing_is_lost_or_doubled_when_a_socket_ends(string cut, int frames, int code)
    {
        var guid = await world.AnsweredAsync("Here we go");
        await world.SayAsync(guid, "status", Enumerable.Range(0, Before).Select(Event));
        var sockets = 0;
        await using var page = await world.OpenAsync(
            page => page.RouteWebSocketAsync("**/ws/**", socket => Cut(socket, sockets++ == 0 ? frames : null, code)),
            test: cut);
        await page.GotoAsync($"/client?guid={guid}");
        if (frames > 2)
        {
            await page.Text($"event {Before - 1}.").WaitForAsync();
        }

        await world.SayAsync(guid, "status", Enumerable.Range(Before, Meanwhile).Select(Event));
        if (frames < 2)
        {
            await page.ShowsAsync("Reconnecting");
        }

        await page.Text($"event {Before + Meanwhile - 1}.").WaitForAsync();
        Assert.Equal(2, sockets);
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

    /// <summary>Ends the page's socket in place of the frame after <paramref name="frames"/>; null never.</summary>
    private static void Cut(IWebSocketRoute socket, int? frames, int code)
    {
        var handed = 0;
        var server = socket.ConnectToServer();
        server.OnMessage(frame =>
        {
            if (handed++ < (frames ?? int.MaxValue))
            {
                socket.Send(frame.Text ?? "");
            }
            else if (handed == frames + 1)
            {
                _ = socket.CloseAsync(new() { Code = code });
                _ = server.CloseAsync();
            }
        });
    }

    private static string Event(int number) => string.Create(
        CultureInfo.InvariantCulture, $"This is event {number}. {new string('x', 40)} {Filling} {number}");

    private static readonly string Filling = string.Join(' ', Enumerable.Repeat("and what it has to say", 25));

    private static async Task AssertWholeAsync(FaultPage page, int count)
    {
        var shown = await page.Page.EvaluateAsync<string[]>(Log);
        Assert.Equal(Enumerable.Range(0, count).Select(number => $"{number}"), shown);
    }
}
