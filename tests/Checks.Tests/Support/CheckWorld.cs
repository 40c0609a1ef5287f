using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>A checker and the folder of a site to give it.</summary>
internal sealed class CheckWorld : IAsyncDisposable
{
    public const string Host = "site.localhost";

    /// <summary>Limits no sound page meets, however busy the machine is.</summary>
    public static readonly CheckOptions Patient =
        new() { Limit = TimeSpan.FromMinutes(5), StepLimit = TimeSpan.FromMinutes(1) };

    private readonly ServiceProvider services;

    public CheckWorld(CheckOptions? options = null, TimeProvider? time = null)
    {
        Folder = Directory.CreateTempSubdirectory("tb-checks-").FullName;
        RunFolder = Directory.CreateTempSubdirectory("tb-run-").FullName;
        File.SetUnixFileMode(RunFolder, (UnixFileMode)0b111_001_001);
        services = Services((options ?? Patient) with { RunFolder = RunFolder }, time ?? TimeProvider.System);
        Checks = ChecksOf(services);
    }

    public string Folder { get; }

    public string RunFolder { get; }

    public ISiteChecks Checks { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ServiceProvider Services(CheckOptions options, TimeProvider time) =>
        new ServiceCollection().AddLogging().AddSingleton(time).AddSiteChecks(options).BuildServiceProvider();

    public static ISiteChecks ChecksOf(ServiceProvider services) => services.GetRequiredService<ISiteChecks>();

    public CheckWorld With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public CheckWorld With(string path, byte[] bytes)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return this;
    }

    public CheckWorld With(IEnumerable<KeyValuePair<string, string>> files)
    {
        foreach (var (path, text) in files)
        {
            With(path, text);
        }

        return this;
    }

    public async Task<CheckOutcome> TryAsync(CheckTarget? target = null) => await Checks.CheckAsync(
        new(
            SessionId.New("ada@example.com", TimeProvider.System),
            target ?? new CheckTarget.Folder(Folder, Host, []),
            null),
        Cancellation);

    public async Task<CheckOutcome.Checked> CheckAsync(CheckTarget? target = null) =>
        Assert.IsType<CheckOutcome.Checked>(await TryAsync(target));

    public async Task<CheckReport> ReportAsync(CheckTarget? target = null) => (await CheckAsync(target)).Report;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(RunFolder, recursive: true);
    }
}
