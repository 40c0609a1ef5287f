using System.Text;
using System.Text.Json.Nodes;

namespace TmuxBuilder.Hosting.Tests.Support;

/// <summary>Events as the services send them.</summary>
internal static class SampleEvent
{
    public static JsonObject Http(string method = "GET", string path = "/", string? body = null) => new()
    {
        ["version"] = "2.0",
        ["routeKey"] = "$default",
        ["rawPath"] = path,
        ["rawQueryString"] = "",
        ["headers"] = new JsonObject
        {
            ["accept"] = "*/*",
            ["content-type"] = "application/json",
            ["host"] = "builder.example.com",
            ["x-forwarded-for"] = "192.0.2.7",
            ["x-forwarded-port"] = "443",
            ["x-forwarded-proto"] = "https",
        },
        ["requestContext"] = new JsonObject
        {
            ["accountId"] = "123456789012",
            ["apiId"] = "k2x9",
            ["domainName"] = "k2x9.execute-api.eu-central-1.amazonaws.com",
            ["http"] = new JsonObject
            {
                ["method"] = method,
                ["path"] = path,
                ["protocol"] = "HTTP/1.1",
                ["sourceIp"] = "192.0.2.7",
                ["userAgent"] = "tests",
            },
            ["requestId"] = "JKJaXmPLvHcESHA=",
            ["stage"] = "$default",
            ["timeEpoch"] = 1764460800000,
        },
        ["body"] = body,
        ["isBase64Encoded"] = false,
    };

    public static JsonObject Http(string method, string path, byte[] body)
    {
        var request = Http(method, path, Convert.ToBase64String(body));
        request["isBase64Encoded"] = true;
        return request;
    }

    public static JsonObject Socket(string type, string route, string? body = null) => new()
    {
        ["headers"] = new JsonObject { ["Host"] = "w5.example.com", ["X-Forwarded-For"] = "" },
        ["multiValueHeaders"] = new JsonObject { ["Host"] = new JsonArray("w5.example.com") },
        ["queryStringParameters"] = type == "CONNECT" ? new JsonObject { ["session"] = "a b&c" } : null,
        ["requestContext"] = new JsonObject
        {
            ["routeKey"] = route,
            ["eventType"] = type,
            ["connectionId"] = "Lx7-aCdEFiACHnA=",
            ["requestId"] = "Lx7-bHbYliAFRsQ=",
            ["identity"] = new JsonObject { ["sourceIp"] = "192.0.2.8", ["userAgent"] = "tests" },
            ["connectedAt"] = 1764460800000,
        },
        ["body"] = body,
        ["isBase64Encoded"] = false,
    };

    public static JsonObject Queue(string arn, params string[] bodies) => new()
    {
        ["Records"] = new JsonArray([.. bodies.Select((body, index) => (JsonNode)new JsonObject
        {
            ["messageId"] = $"m{index}",
            ["receiptHandle"] = "AQEB",
            ["body"] = body,
            ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = "3", ["SentTimestamp"] = "1764460800000" },
            ["messageAttributes"] = new JsonObject(),
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = arn,
            ["awsRegion"] = "eu-central-1",
        })]),
    };

    public static JsonObject Schedule() => new()
    {
        ["version"] = "0",
        ["id"] = "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
        ["detail-type"] = "Scheduled Event",
        ["source"] = "aws.events",
        ["account"] = "123456789012",
        ["time"] = "2026-11-30T00:00:00Z",
        ["region"] = "eu-central-1",
        ["resources"] = new JsonArray("arn:aws:events:eu-central-1:123456789012:rule/sweep"),
        ["detail"] = new JsonObject { ["full"] = true },
    };

    public static byte[] Bytes(this JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
