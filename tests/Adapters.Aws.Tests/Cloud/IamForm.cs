using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>
/// Calls operations of IAM that a stack makes and the product does not (AWS Signature Version 4,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// </summary>
internal static class IamForm
{
    private const string Type = "application/x-www-form-urlencoded";
    private static readonly HttpClient Http = new();

    public static async Task<string> SendAsync(
        AwsAccount account, CancellationToken cancellationToken, params (string Name, string Value)[] form)
    {
        var body = string.Join('&', form.Prepend(("Version", "2010-05-08"))
            .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"));
        var at = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{at[..8]}/us-east-1/iam/aws4_request";
        var canonical = $"POST\n/\n\ncontent-type:{Type}\nhost:{account.Endpoint.Authority}\nx-amz-date:{at}\n\n"
            + $"content-type;host;x-amz-date\n{Hash(body)}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + account.Secret), Sign);
        var signature = Convert.ToHexStringLower(Sign(key, $"AWS4-HMAC-SHA256\n{at}\n{scope}\n{Hash(canonical)}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, account.Endpoint);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", at);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={account.KeyId}/{scope}, SignedHeaders=content-type;host;x-amz-date, "
            + $"Signature={signature}");
        using var answer = await Http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
