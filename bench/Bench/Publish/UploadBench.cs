using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Bench.Sites;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Bench.Publish;

/// <summary>
/// A site of 1,000 files and 20 MB put into a bucket 15 ms away, beside <c>aws s3 sync</c> of the same folder.
/// </summary>
internal static class UploadBench
{
    private const int Rounds = 7;
    private const string PythonVariable = "AWS_CLI_PYTHON";

    // A third of the time that the CLI needs.
    private const double Share = 3;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("upload");
        var python = Environment.GetEnvironmentVariable(PythonVariable)
            ?? throw new InvalidOperationException(
                $"{PythonVariable} does not say which Python has the AWS CLI; bench/run sets it.");
        await using var endpoint = await S3Endpoint.StartAsync(cancellationToken);
        BenchAccount.Use(endpoint.Address);
        await using var services = Services(folders.New("data"));
        var publisher = services.GetRequiredService<ISitePublisher>();
        var (first, synced, again, changed, back, far) = (
            new Samples(), new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        var (unchangedUploads, changedUploads) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var folder = folders.New($"site-{round}");
            var built = new BuiltSite(folder, round);
            built.Write("first");
            synced.Add(await SyncAsync(python, endpoint.Address, folder, $"synced-{round}", cancellationToken));

            var work = new Work(publisher, $"round-{round}", folder);
            var one = ReleaseId.New(TimeProvider.System);
            first.Add(await work.UploadAsync(one, cancellationToken));
            await work.PromoteAsync(one, cancellationToken);

            endpoint.TakeCounts();
            again.Add(await work.UploadAsync(ReleaseId.New(TimeProvider.System), cancellationToken));
            unchangedUploads = Math.Max(unchangedUploads, endpoint.TakeCounts().Uploads);

            built.WriteFront("second");
            var two = ReleaseId.New(TimeProvider.System);
            changed.Add(await work.UploadAsync(two, cancellationToken));
            changedUploads = Math.Max(changedUploads, endpoint.TakeCounts().Uploads);
            await work.PromoteAsync(two, cancellationToken);
            back.Add(await work.PromoteAsync(one, cancellationToken));

            new BuiltSite(folder, Rounds + round).Write("other");
            var three = ReleaseId.New(TimeProvider.System);
            await work.UploadAsync(three, cancellationToken);
            await work.PromoteAsync(three, cancellationToken);
            far.Add(await work.PromoteAsync(one, cancellationToken));
        }

        report.Add(
            "1,000 files uploaded, median; baseline: aws s3 sync",
            "ms",
            first.Median,
            synced.Median / Share,
            synced.Median);
        report.Add("1,000 unchanged files, median", "ms", again.Median);
        report.Add("uploads for them, with the manifest", "", unchangedUploads, 1);
        report.Add("one file of 1,000 changed, median", "ms", changed.Median);
        report.Add("uploads for it, with the manifest", "", changedUploads, 2);
        report.Add("rollback, one file differs, median", "ms", back.Median, 2000);
        report.Add("rollback, all 1,000 differ, median", "ms", far.Median, 2000);
    }

    private static ServiceProvider Services(string dataFolder) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddEmbeddedAdapters(
            new EmbeddedOptions { DataFolder = dataFolder, SiteBase = () => new Uri("http://localhost/") })
        .AddAwsSites(new AwsOptions { Region = BenchAccount.Region, Account = BenchAccount.Number })
        .BuildServiceProvider();

    private static async Task<TimeSpan> SyncAsync(
        string python, Uri endpoint, string folder, string bucket, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var sync = Process.Start(
            python,
            [
                "-m", "awscli", "--endpoint-url", endpoint.AbsoluteUri, "s3", "sync", "--only-show-errors", folder,
                $"s3://{bucket}/",
            ]);
        await sync.WaitForExitAsync(cancellationToken);
        return sync.ExitCode == 0
            ? Stopwatch.GetElapsedTime(start)
            : throw new InvalidOperationException("aws s3 sync failed; its message is above.");
    }

    /// <summary>One site that releases of a folder are published as.</summary>
    private sealed class Work
    {
        private readonly ISitePublisher publisher;
        private readonly string folder;
        private Site site;

        public Work(ISitePublisher publisher, string slug, string folder)
        {
            (this.publisher, this.folder) = (publisher, folder);
            var now = TimeProvider.System.GetUtcNow();
            var session = SessionId.New("bench@example.com", TimeProvider.System);
            site = new Site
            {
                Id = SiteId.New(TimeProvider.System),
                Session = session,
                Slug = slug,
                Name = slug,
                Bucket = SiteNames.Bucket(session, slug, now),
                Url = "https://bench.example.com/",
                CreatedAt = now,
                UpdatedAt = now,
            };
        }

        /// <summary>The hashes are known: whoever copies a built folder makes them.</summary>
        public async Task<TimeSpan> UploadAsync(ReleaseId release, CancellationToken cancellationToken)
        {
            var manifest = new ReleaseManifest(
                Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(FileOf));
            var start = Stopwatch.GetTimestamp();
            await publisher.UploadAsync(site, release, manifest, folder, null, cancellationToken);
            return Stopwatch.GetElapsedTime(start);
        }

        public async Task<TimeSpan> PromoteAsync(ReleaseId release, CancellationToken cancellationToken)
        {
            var start = Stopwatch.GetTimestamp();
            if (!await publisher.PromoteAsync(site, release, cancellationToken))
            {
                throw new InvalidOperationException("The release is not there whole.");
            }

            site = site with { CurrentRelease = release };
            return Stopwatch.GetElapsedTime(start);
        }

        private ReleaseFile FileOf(string file)
        {
            var bytes = File.ReadAllBytes(file);
            return new ReleaseFile(
                Path.GetRelativePath(folder, file), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }
}
