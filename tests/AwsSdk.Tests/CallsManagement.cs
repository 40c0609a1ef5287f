using System.Text;
using Amazon.ApiGatewayManagementApi.Model;

namespace TmuxBuilder.AwsSdk.Tests;

internal static partial class Calls
{
    private const string Connection = "L0SM9cOFvHcCIhw=";

    private static Dictionary<string, Func<Loopback, Task>> Management { get; } = new()
    {
        ["PostToConnection"] = l => Post(l, Connection, """{"type":"hello","text":"ü"}"""),
        ["PostToConnection of nothing"] = l => Post(l, Connection, ""),
        ["PostToConnection to an odd name"] = l => Post(l, "a/b c+d?e", "x"),
        ["GetConnection"] = l => l.Management().GetConnectionAsync(
            new GetConnectionRequest { ConnectionId = Connection }, Token),
        ["DeleteConnection"] = l => l.Management().DeleteConnectionAsync(
            new DeleteConnectionRequest { ConnectionId = Connection }, Token),
    };

    public static Task Post(Loopback loopback, string connection, string text, int retries = 0) =>
        loopback.Management(retries).PostToConnectionAsync(
            new PostToConnectionRequest
            {
                ConnectionId = connection,
                Data = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            },
            Token);
}
