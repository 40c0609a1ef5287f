using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.Bench.Agent;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Portal;

/// <summary>An agent's word in the browser: from the socket's message to the frame that shows it.</summary>
internal static class ScreenBench
{
    private const int Rounds = 100;

    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Notes when a frame of the socket is handed to the page, and when what it says was painted: a task behind the next
    /// animation frame comes after the paint.
    /// </summary>
    private const string Watch =
        """
        window.heard = new Map();
        window.WebSocket = class extends WebSocket {
          constructor(...given) {
            super(...given);
            this.addEventListener('message', ({ data }) => {
              const said = /bench round (\d+)\./.exec(data);
              if (said) window.heard.set(said[1], performance.now());
            });
          }
        };
        window.shown = (round) => new Promise((done) => {
          const text = `bench round ${round}.`;
          const looks = new MutationObserver(() => look());
          const look = () => {
            if (!document.querySelector('[aria-label=Events]')?.textContent.includes(text)) return false;
            looks.disconnect();
            requestAnimationFrame(() => {
              const behind = new MessageChannel();
              behind.port1.onmessage = () => done(performance.now() - window.heard.get(String(round)));
              behind.port2.postMessage(null);
            });
            return true;
          };
          if (!look()) looks.observe(document, { subtree: true, childList: true, characterData: true });
        });
        """;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("events");
        var folder = folders.New("portal-events");
        await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
        using var created = await host.Http.PostAsJsonAsync(
            "/api/admin/sessions",
            new { email = "bench@example.com", name = "Bench", initial_request = "A small site" },
            cancellationToken);
        var guid = (string)JsonNode.Parse(await created.Content.ReadAsStringAsync(cancellationToken))!["guid"]!;
        await using var browser = await PortalBrowser.StartAsync();
        var page = await browser.OpenAsync(Watch);
        await page.GotoAsync(new Uri(host.Http.BaseAddress!, $"/client?guid={guid}").AbsoluteUri);
        await page.GetByText("Answered").First.WaitForAsync();
        var worker = Directory.EnumerateFiles(folder, "worker.sock", SearchOption.AllDirectories).Single();

        var times = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(Silence, TimeProvider.System, cancellationToken);
            var shown = page.EvaluateAsync<double>("(round) => window.shown(round)", round);
            await WorkerSocket.SayAsync(
                worker, cancellationToken, "notify", $"{Guid.NewGuid():N}", "status", $"bench round {round}.");
            times.Add(TimeSpan.FromMilliseconds(await shown));
        }

        report.Add("event on screen after the socket, p50", "ms", times.Median, 50);
        report.Add("event on screen after the socket, p95", "ms", times.Quantile(0.95));
    }
}
