using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>
/// Says what the Authorization of a request must be, from the request alone, as the receiving end does
/// (AWS Signature Version 4). Its own proof is that it finds what botocore signed.
/// </summary>
internal static partial class SignatureV4
{
    public const string KeyId = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static string Expected(
        string method, string path, string query, Func<string, string> header, string body, string authorization)
    {
        var match = Pattern().Match(authorization);
        var scope = match.Groups["scope"].Value;
        var names = match.Groups["names"].Value;
        var canonical = string.Join(
            '\n',
            method,
            string.Join('/', path.Split('/').Select(Encode)),
            string.Join('&', query.Split('&').Select(Valued).Order(StringComparer.Ordinal)),
            string.Concat(names.Split(';').Select(name => $"{name}:{header(name).Trim()}\n")),
            names,
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
        var toSign = string.Join(
            '\n', "AWS4-HMAC-SHA256", header("x-amz-date"), scope,
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), Mac);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"AWS4-HMAC-SHA256 Credential={KeyId}/{scope}, SignedHeaders={names}, Signature={Hex(Mac(key, toSign))}");
    }

    /// <summary>What is signed for where, without the day: <c>us-east-1/iam/aws4_request</c>.</summary>
    public static string Scope(string authorization) => Pattern().Match(authorization).Groups["scope"].Value[9..];

    public static string[] SignedHeaders(string authorization) =>
        Pattern().Match(authorization).Groups["names"].Value.Split(';');

    /// <summary>Encodes once more what came encoded: every service but S3 signs the path that way.</summary>
    private static string Encode(string segment) => Uri.EscapeDataString(segment);

    private static string Valued(string pair) =>
        pair is "" || pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=";

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex("Credential=[^/]+/(?<scope>[^,]+), ?SignedHeaders=(?<names>[^,]+), ?Signature=[0-9a-f]{64}$")]
    private static partial Regex Pattern();
}
