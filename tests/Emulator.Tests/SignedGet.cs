using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

/// <summary>A signed GET of a path as it is given: clients would encode it their own way.</summary>
internal static class SignedGet
{
    private static readonly string Empty = Convert.ToHexStringLower(SHA256.HashData([]));

    public static async Task<HttpStatusCode> SendAsync(
        Uri endpoint, AWSCredentials caller, string path, CancellationToken cancellationToken)
    {
        var keys = await caller.GetCredentialsAsync();
        var stamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{stamp[..8]}/{AwsAccount.Region}/s3/aws4_request";
        const string Signed = "host;x-amz-content-sha256;x-amz-date";
        var canonical =
            $"GET\n{path}\n\nhost:{endpoint.Authority}\nx-amz-content-sha256:{Empty}\nx-amz-date:{stamp}\n\n"
            + $"{Signed}\n{Empty}";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hash(canonical)}";
        var key = Encoding.UTF8.GetBytes("AWS4" + keys.SecretKey);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        var head =
            $"GET {path} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nX-Amz-Date: {stamp}\r\nConnection: close\r\n"
            + $"X-Amz-Content-Sha256: {Empty}\r\nAuthorization: AWS4-HMAC-SHA256 Credential={keys.AccessKey}/{scope}, "
            + $"SignedHeaders={Signed}, Signature={signature}\r\n\r\n";

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, endpoint.Port, cancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        using var reader = new StreamReader(client.GetStream());
        var status = await reader.ReadLineAsync(cancellationToken);
        return (HttpStatusCode)int.Parse(status!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
