using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Tests.Files;

/// <summary>A bucket that begins to answer and goes silent, as behind a way that broke without a word.</summary>
public sealed class SilentBucketTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QuickTime time = new();
    private AmazonS3Client client = null!;
    private Task answering = Task.CompletedTask;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        listener.Start();
        answering = AnswerAsync();
        client = new AmazonS3Client(
            new BasicAWSCredentials("id", "secret"),
            new AmazonS3Config
            {
                ServiceURL = $"http://{listener.LocalEndpoint}",
                AuthenticationRegion = "eu-central-1",
                ForcePathStyle = true,
                MaxErrorRetry = 0,
            });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        ended.SetResult();
        await answering;
        listener.Dispose();
        client.Dispose();
    }

    [Fact]
    public async Task A_blob_whose_bytes_stop_coming_is_not_waited_for()
    {
        var blobs = new S3BlobStore(client, new BlobOptions { Bucket = "blobs" }, time);
        await using var stream = await blobs.OpenAsync("key", Cancellation);
        Assert.NotNull(stream);

        await Assert.ThrowsAsync<IOException>(
            () => stream.CopyToAsync(Stream.Null, Cancellation).WaitAsync(Patience, Cancellation));
    }

    [Fact]
    public async Task Nor_is_an_object_of_a_site()
    {
        var objects = new SiteObjects(client, new AwsOptions(), time);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => objects.ReadAsync("tmux-bucket", "current", Cancellation).WaitAsync(Patience, Cancellation));
    }

    private async Task AnswerAsync()
    {
        using var connection = await listener.AcceptTcpClientAsync(Cancellation);
        await using var stream = connection.GetStream();
        Assert.True(await stream.ReadAsync(new byte[8192], Cancellation) > 0);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf "u8.ToArray(), Cancellation);
        await ended.Task;
    }
}
