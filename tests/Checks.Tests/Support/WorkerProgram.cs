using TmuxBuilder.Core.Sessions;
using Xunit.Runner.InProc.SystemConsole;

namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>This program runs the tests, or is a worker that checks a site until somebody ends it.</summary>
internal static class WorkerProgram
{
    public const string Verb = "check-until-killed";

    public static async Task<int> Main(string[] args) =>
        args is [Verb, var site, var run] ? await CheckAsync(site, run) : await ConsoleRunner.Run(args);

    /// <summary>Checks a site whose first page never comes to rest, and says on its output when it has begun.</summary>
    private static async Task<int> CheckAsync(string site, string run)
    {
        var options = CheckWorld.Patient with { RunFolder = run };
        await using var services = CheckWorld.Services(options, TimeProvider.System);
        var progress = new Said();
        var target = new CheckTarget.Folder(site, CheckWorld.Host, []);
        var session = SessionId.New("ada@example.com", TimeProvider.System);
        await CheckWorld.ChecksOf(services).CheckAsync(new(session, target, progress), default);
        return 0;
    }

    private sealed class Said : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine(value);
    }
}
