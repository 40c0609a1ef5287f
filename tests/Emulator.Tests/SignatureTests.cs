using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

public sealed class SignatureTests : EmulatorTest
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task A_wrong_secret_opens_nothing()
    {
        var wrong = new BasicAWSCredentials(Account.KeyId, Account.Secret + "x");

        await RefusedAsync(() => S3As(wrong).ListBucketsAsync(Stop), "SignatureDoesNotMatch");
        await RefusedAsync(() => DynamoAs(wrong).ListTablesAsync(Stop), "InvalidSignatureException");
        await RefusedAsync(() => CloudFrontAs(wrong).ListDistributionsAsync(new(), Stop), "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task An_unknown_key_opens_nothing()
    {
        var unknown = new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret");

        await RefusedAsync(() => S3As(unknown).ListBucketsAsync(Stop), "InvalidAccessKeyId");
        await RefusedAsync(() => DynamoAs(unknown).ListTablesAsync(Stop), "UnrecognizedClientException");
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task A_clock_that_is_wrong_is_told_and_put_right_by_the_client(int seconds)
    {
        // The SDK remembers how wrong its clock is by the service's address, so this is one of its own.
        await using var emulator = await AwsEmulator.StartAsync(Stop);
        var account = await emulator.OpenAccountAsync(Stop);
        await account.SetAsync(new AwsSettings { ClockOffsetSeconds = seconds }, Stop);
        var config = account.Configure(new Amazon.SQS.AmazonSQSConfig { MaxErrorRetry = 1 });
        using var client = new Amazon.SQS.AmazonSQSClient(account.Credentials, config);

        Assert.Empty((await client.ListQueuesAsync("", Stop)).QueueUrls ?? []);

        var calls = await account.CallsAsync(Stop);
        Assert.Contains(calls, call => call is { Operation: "ListQueues", Status: 200 });
    }

    [Fact]
    public async Task A_presigned_address_holds_for_what_it_was_signed_for()
    {
        var bucket = await BucketAsync();
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "a", ContentBody = "hello" }, Stop);
        var url = await UrlAsync(bucket, TimeSpan.FromMinutes(5));

        Assert.Equal("hello", await Http.GetStringAsync(url, Stop));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(url.Replace("/a?", "/b?", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(url + "&versionId=null"));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(url));
    }

    [Fact]
    public async Task A_presigned_address_expires()
    {
        var bucket = await BucketAsync();
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "a", ContentBody = "hello" }, Stop);
        var url = await UrlAsync(bucket, TimeSpan.FromMinutes(5));

        await Account.SetAsync(new AwsSettings { ClockOffsetSeconds = 301 }, Stop);

        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(url));
    }

    [Theory]
    [InlineData("hello", "text/plain", HttpStatusCode.NoContent)]
    [InlineData("far too long", "text/plain", HttpStatusCode.BadRequest)]
    [InlineData("", "text/plain", HttpStatusCode.BadRequest)]
    [InlineData("hello", "text/html", HttpStatusCode.Forbidden)]
    public async Task A_form_is_bound_by_size_and_type(string content, string type, HttpStatusCode expected)
    {
        var bucket = await BucketAsync();
        var post = await FormAsync(bucket);

        Assert.Equal(expected, await PostAsync(post, post.Fields, content, type));
    }

    [Fact]
    public async Task A_form_is_bound_by_its_signature_and_its_fields()
    {
        var bucket = await BucketAsync();
        var post = await FormAsync(bucket);
        var forged = new Dictionary<string, string>(post.Fields) { ["Policy"] = WithoutLimit(post.Fields["Policy"]) };
        var elsewhere = new Dictionary<string, string>(post.Fields) { ["key"] = "other" };
        var more = new Dictionary<string, string>(post.Fields) { ["x-amz-meta-extra"] = "1" };

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(post, forged, "far too long", "text/plain"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(post, elsewhere, "hello", "text/plain"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(post, more, "hello", "text/plain"));
        await Account.SetAsync(new AwsSettings { ClockOffsetSeconds = 3600 }, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(post, post.Fields, "hello", "text/plain"));
    }

    [Fact]
    public async Task Who_does_not_sign_gets_nothing()
    {
        var bucket = await BucketAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(new Uri(Account.Endpoint, bucket).AbsoluteUri));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(Account.Endpoint.AbsoluteUri));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(new Uri(Account.Endpoint, "moto-api/").AbsoluteUri));
    }

    private static async Task<HttpStatusCode> GetAsync(string url) => (await Http.GetAsync(url, Stop)).StatusCode;

    private static async Task<HttpStatusCode> PutAsync(string url) =>
        (await Http.PutAsync(url, new StringContent("x"), Stop)).StatusCode;

    private static async Task<HttpStatusCode> PostAsync(
        CreatePresignedPostResponse post, Dictionary<string, string> fields, string content, string type)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            var given = name.Equals("content-type", StringComparison.OrdinalIgnoreCase) ? type : value;
            form.Add(new StringContent(given), name);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", "f.txt");
        return (await Http.PostAsync(post.Url, form, Stop)).StatusCode;
    }

    private static string WithoutLimit(string policy) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Convert.FromBase64String(policy)).Replace("8]", "99]", StringComparison.Ordinal)));

    private async Task<string> UrlAsync(string bucket, TimeSpan lifetime) =>
        await S3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "a",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime + lifetime,
            Protocol = Protocol.HTTP,
        });

    private async Task<CreatePresignedPostResponse> FormAsync(string bucket) =>
        await S3.CreatePresignedPostAsync(new CreatePresignedPostRequest
        {
            BucketName = bucket,
            Key = "upload",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
            Fields = new Dictionary<string, string> { ["Content-Type"] = "text/plain" },
            Conditions =
            [
                S3PostCondition.ContentLengthRange(1, 8),
                S3PostCondition.ExactMatch("Content-Type", "text/plain"),
            ],
        });
}
