using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Checks;
using TmuxBuilder.Checks.Browser;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Escape.Attempts;
using TmuxBuilder.Gateway;

namespace TmuxBuilder.Escape.World;

/// <summary>The sandbox the checker's browser runs in, with a script in the browser's place.</summary>
internal static class CheckerWorld
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // A browser beneath /tmp would be hidden by the sandbox's own.
    private const string BrowserHome = "/var/tmp";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs a script there; its status counts.</summary>
    /// <param name="off">What to take out; <see langword="null"/> for nothing.</param>
    public static async Task<Tried> RunAsync(
        EscapeWorld world, string script, Action<Launch, EscapeWorld>? off, CancellationToken cancellationToken)
    {
        var folder = BrowserSandbox.MakeFolder(Path.GetTempPath(), TimeProvider.System);
        var group = new BrowserGroup(world.Confinement);
        var home = Directory.CreateDirectory(Path.Combine(BrowserHome, $"tb-escape-{Guid.NewGuid():n}")).FullName;
        try
        {
            var browser = await WriteScriptAsync(home, world.Filled(script), cancellationToken);
            var program = await BrowserSandbox.WriteAsync(
                folder, Programs(browser), new CheckOptions(), group, cancellationToken);
            if (off is not null)
            {
                await TakeOutAsync(program, off, world, cancellationToken);
            }

            return await Command.RunAsync(
                ["bash", "-c", "exec \"$0\" 3</dev/null 4>&1", program], Patience, cancellationToken) is { } end
                ? new Tried(end.Words == "STATUS 0", end.Words)
                : throw new InvalidOperationException("It did not run.");
        }
        finally
        {
            group.Remove();
            Directory.Delete(folder, recursive: true);
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>Asks the proxy that is a browser's only way out for a host on the bait's port.</summary>
    public static async Task<Tried> AskAsync(
        EscapeWorld world, string[] hosts, string host, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("tb-checker-").FullName;
        try
        {
            var place = Path.Combine(folder, "proxy.sock");
            await using var proxy = RestrictedProxy.Open(
                SessionId.New("someone@example.com", TimeProvider.System),
                place, hosts, _ => { }, TimeProvider.System, NullLoggerFactory.Instance);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(place), limit.Token);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes($"CONNECT {host}:{world.HostPort} HTTP/1.1\r\n\r\n"), limit.Token);
            var answer = "";
            var buffer = new byte[4096];
            int read;
            while (!answer.Contains("BAIT", StringComparison.Ordinal)
                && (read = await socket.ReceiveAsync(buffer, limit.Token)) > 0)
            {
                answer += Encoding.ASCII.GetString(buffer, 0, read);
            }

            return new Tried(answer.Contains("BAIT", StringComparison.Ordinal), Command.LastLine(answer));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BrowserPrograms Programs(string browser)
    {
        string Tool(string name) => new[] { "/usr/bin", "/bin", "/usr/sbin" }
            .Select(folder => Path.Combine(folder, name)).First(File.Exists);

        return new(browser, Tool("bwrap"), Tool("bash"), Tool("socat"), Tool("setpriv"), Tool("prlimit"));
    }

    /// <summary>The browser is a script; what it says goes where a browser's words to its driver do.</summary>
    private static async Task<string> WriteScriptAsync(
        string home, string script, CancellationToken cancellationToken)
    {
        File.SetUnixFileMode(home, ForAll);
        var file = Path.Combine(home, "browser");
        await File.WriteAllTextAsync(
            file,

            // What counts the words ends with their speaker: it is given the time to pass them on.
            $"#!/bin/bash\n( {script} ) 4>&-\necho \"STATUS $?\" >&4\nread -rt 0.5 _ <> <(:)\n",
            cancellationToken);
        File.SetUnixFileMode(file, ForAll);
        return file;
    }

    private static async Task TakeOutAsync(
        string program, Action<Launch, EscapeWorld> off, EscapeWorld world, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(program, cancellationToken);
        var launch = Launch.Of(lines[^1], "bwrap");
        off(launch, world);
        IReadOnlyList<string> confine = launch.IsWorkers
            ? await world.ConfineAsync(launch, cancellationToken)
            : [.. Launch.Split(lines[^1]).Take(2)];
        var rest = Launch.Split(lines[^1]);
        var command = launch.Command(confine, [.. rest.Skip(rest.IndexOf("--", rest.IndexOf("--seccomp")) + 1)]);
        lines[^1] = $"exec {Agent.Scripts.ShellQuote.Words(command)}";
        await File.WriteAllLinesAsync(program, lines, cancellationToken);
        File.SetUnixFileMode(program, ForAll);
    }
}
