using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Files;

/// <summary>What only a bucket can do, right or wrong.</summary>
public sealed class S3BlobStoreAloneTests : CloudTest
{
    private const string Key = "uploads/1_tea.png";
    private static readonly HttpClient Browser = new();

    private IBlobStore Blobs => World.Get<IBlobStore>();

    private string Bucket => Cloud.Options.Blobs.Bucket;

    [Theory]
    [InlineData(S3Writer.PartLength - 1)]
    [InlineData(S3Writer.PartLength)]
    [InlineData(S3Writer.PartLength + 1)]
    [InlineData((5 * S3Writer.PartLength) + 17)]
    public async Task Bytes_of_several_parts_are_read_as_they_were_put(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(length, await Blobs.PutAsync(Key, new MemoryStream(bytes), Cancellation));
        Assert.Equal(length, await Blobs.PutAsync("piped", new Piped(bytes), Cancellation));

        Assert.Equal(bytes, await ReadAsync(Key));
        Assert.Equal(bytes, await ReadAsync("piped"));
        Assert.Empty(await UploadsAsync());
    }

    [Fact]
    public async Task An_upload_that_fails_in_a_late_part_leaves_what_was_there_and_no_parts()
    {
        await Blobs.PutAsync(Key, new MemoryStream([1]), Cancellation);
        var bytes = new byte[(6 * S3Writer.PartLength) + 1];
        await Cloud.Account.FailAsync(AwsFault.Broken("s3:UploadPart", times: -1) with { Sparing = 3 }, Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Blobs.PutAsync(Key, new MemoryStream(bytes), Cancellation));

        Assert.Equal([1], await ReadAsync(Key));
        Assert.Empty(await UploadsAsync());
    }

    [Fact]
    public async Task A_form_takes_the_announced_bytes_and_no_others()
    {
        World.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var target = await Blobs.PresignUploadAsync(Key, 5, "image/png", TimeSpan.FromMinutes(15), Cancellation);
        Assert.NotNull(target);
        Assert.Equal("POST", target.Method);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(target, "four"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(target, "sixsix"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(target, "fives", ("Content-Type", "text/html")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(target, "fives", ("key", "uploads/2_tea.png")));
        Assert.Null(await Blobs.SizeAsync(Key, Cancellation));

        Assert.True((int)await PostAsync(target, "fives") < 300);
        Assert.Equal("fives"u8.ToArray(), await ReadAsync(Key));
        using var stored = await World.Get<IAmazonS3>().GetObjectAsync(Bucket, Key, Cancellation);
        Assert.Equal("image/png", stored.Headers.ContentType);
    }

    [Fact]
    public async Task A_form_is_of_use_for_its_time_only()
    {
        World.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var target = await Blobs.PresignUploadAsync(Key, 5, "image/png", TimeSpan.FromMinutes(15), Cancellation);
        await Cloud.Account.SetAsync(new AwsSettings { ClockOffsetSeconds = 15 * 60 }, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(target!, "fives"));
    }

    [Fact]
    public async Task An_address_gives_the_bytes_under_the_name_that_was_asked_for()
    {
        World.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await Blobs.PutAsync(Key, new MemoryStream("tea"u8.ToArray()), Cancellation);

        var address = await Blobs.PresignDownloadAsync(
            Key, "Tée \"x\"\r\n; y.png", TimeSpan.FromMinutes(5), Cancellation);

        using var answer = await Browser.GetAsync(Http(address!), Cancellation);
        Assert.Equal("tea", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(
            "attachment; filename=\"T_e__x_____y.png\"; filename*=UTF-8''T%C3%A9e%20%22x%22%0D%0A%3B%20y.png",
            Assert.Single(answer.Content.Headers.GetValues("Content-Disposition")));
        using var other = await Browser.GetAsync(
            Http(new Uri(address!.AbsoluteUri.Replace("1_tea", "2_tea", StringComparison.Ordinal))), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    [Theory]
    [InlineData("SlowDown", 503)]
    [InlineData("InternalError", 500)]
    [InlineData("ExpiredToken", 400)]
    public async Task What_cannot_be_reached_is_told_as_such(string code, int status)
    {
        await Blobs.PutAsync(Key, new MemoryStream([1]), Cancellation);
        await Cloud.Account.FailAsync(
            new AwsFault { Operation = "s3:*", Times = -1, Code = code, Status = status }, Cancellation);

        await UnavailableAsync(() => Blobs.PutAsync(Key, new MemoryStream([2]), Cancellation));
        await UnavailableAsync(() => Blobs.OpenAsync(Key, Cancellation));
        await UnavailableAsync(() => Blobs.SizeAsync(Key, Cancellation));
        await UnavailableAsync(() => Blobs.DeleteAsync(Key, Cancellation));
        await UnavailableAsync(async () => await Blobs.ListAsync("", Cancellation).ToListAsync(Cancellation));

        await Cloud.Account.EndFaultsAsync(Cancellation);
        Assert.Equal([1], await ReadAsync(Key));
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_learned_of()
    {
        // Clients remember the clock of an address, and others share this one.
        await using var emulator = await AwsEmulator.StartAsync(Cancellation);
        await using var world = await CloudWorld.OpenAsync(own: emulator);
        await world.Account.SetAsync(new AwsSettings { ClockOffsetSeconds = 3600 }, Cancellation);
        var blobs = world.Get<IBlobStore>();

        await blobs.PutAsync(Key, new MemoryStream([1]), Cancellation);

        Assert.Equal(1, await blobs.SizeAsync(Key, Cancellation));
    }

    [Fact]
    public async Task All_pages_of_a_list_are_read()
    {
        // Three of the emulator's pages.
        var keys = Enumerable.Range(0, 105).Select(index => $"many/{index:D4}").ToList();
        await Parallel.ForEachAsync(
            keys, Cancellation, async (key, token) => await Blobs.PutAsync(key, new MemoryStream([1]), token));

        Assert.Equal(keys, await Blobs.ListAsync("many/", Cancellation).ToListAsync(Cancellation));
    }

    private static async Task UnavailableAsync(Func<Task> act) =>
        await Assert.ThrowsAsync<StoreUnavailableException>(act);

    private static async Task<HttpStatusCode> PostAsync(
        UploadTarget target, string content, params (string Name, string Value)[] instead)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in target.Fields)
        {
            var sent = instead.FirstOrDefault(one => one.Name == name).Value ?? value;
            form.Add(new StringContent(sent), $"\"{name}\"");
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "\"file\"", "\"tea.png\"");
        using var answer = await Browser.PostAsync(Http(target.Url), form, Cancellation);
        return answer.StatusCode;
    }

    /// <summary>The emulator has no certificate.</summary>
    private static Uri Http(Uri address) => new UriBuilder(address) { Scheme = "http", Port = address.Port }.Uri;

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stream = await Blobs.OpenAsync(key, Cancellation);
        using var bytes = new MemoryStream();
        await stream!.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private async Task<List<string>> UploadsAsync() =>
        [.. ((await World.Get<IAmazonS3>().ListMultipartUploadsAsync(Bucket, Cancellation)).MultipartUploads ?? [])
            .Select(upload => upload.Key)];

    /// <summary>Gives its bytes a few at a time, and tells nobody how many there are.</summary>
    private sealed class Piped(byte[] bytes) : Stream
    {
        private int at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var length = Math.Min(Math.Min(buffer.Length, 100_000), bytes.Length - at);
            bytes.AsSpan(at, length).CopyTo(buffer);
            at += length;
            return length;
        }

        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
