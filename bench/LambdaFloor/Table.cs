using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TmuxBuilder.Bench.LambdaFloor;

/// <summary>
/// One signed read of a DynamoDB table, with what .NET has for it and no SDK: what a function that asks a table cannot
/// do without.
/// </summary>
/// <param name="endpoint">Where DynamoDB is; the credentials are the environment's.</param>
internal sealed class Table(string endpoint) : IDisposable
{
    private const string Signed = "content-type;host;x-amz-date;x-amz-target";
    private const string Target = "DynamoDB_20120810.GetItem";
    private const string ContentType = "application/x-amz-json-1.0";

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Uri address = new(endpoint);
    private readonly string region = Environment.GetEnvironmentVariable("AWS_REGION")!;
    private readonly string keyId = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")!;
    private readonly byte[] secret =
        Encoding.UTF8.GetBytes("AWS4" + Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"));

    public bool Has(string id)
    {
        var body = Encoding.UTF8.GetBytes("{\"TableName\":\"table\",\"Key\":{\"id\":{\"S\":\"" + id + "\"}}}");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        Sign(request, body, TimeProvider.System.GetUtcNow());
        using var response = client.Send(request);
        using var reader = new StreamReader(response.EnsureSuccessStatusCode().Content.ReadAsStream());
        return reader.ReadToEnd().Contains("\"Item\"", StringComparison.Ordinal);
    }

    public void Dispose() => client.Dispose();

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
    private void Sign(HttpRequestMessage request, byte[] body, DateTimeOffset now)
    {
        var time = now.ToString("yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/dynamodb/aws4_request";
        var canonical = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{address.Authority}\nx-amz-date:{time}\n"
            + $"x-amz-target:{Target}\n\n{Signed}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var key = scope.Split('/').Aggregate(secret, Hash);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", Target);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={keyId}/{scope}, SignedHeaders={Signed}, "
            + $"Signature={Convert.ToHexStringLower(Hash(key, text))}");
    }

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
