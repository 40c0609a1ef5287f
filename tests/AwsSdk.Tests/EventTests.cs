using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.SQSEvents;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>Events are read and answers written in the shapes that AWS documents.</summary>
public sealed class EventTests
{
    [Fact]
    public void A_request_of_an_http_api_is_read()
    {
        var read = Read<APIGatewayHttpApiV2ProxyRequest>("""
            {"version":"2.0","routeKey":"ANY /api/{proxy+}","rawPath":"/api/a%2Fb","rawQueryString":"a=1&a=2",
             "cookies":["a=b","c=d"],"headers":{"host":"x","x-m":"1,2"},"queryStringParameters":{"a":"1,2"},
             "requestContext":{"accountId":"1","apiId":"i","domainName":"d","domainPrefix":"p","requestId":"r",
               "http":{"method":"POST","path":"/api/a/b","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"u"},
               "routeKey":"k","stage":"$default","time":"t","timeEpoch":1583348638390},
             "body":"aGk=","pathParameters":{"proxy":"a/b"},"isBase64Encoded":true,"stageVariables":{"v":"1"}}
            """);

        Assert.Equal(("2.0", "/api/a%2Fb", "a=1&a=2"), (read.Version, read.RawPath, read.RawQueryString));
        Assert.Equal(["a=b", "c=d"], read.Cookies);
        Assert.Equal(("POST", "192.0.2.1"), (read.RequestContext.Http.Method, read.RequestContext.Http.SourceIp));
        Assert.Equal(("aGk=", true), (read.Body, read.IsBase64Encoded));
        Assert.Equal(1583348638390, read.RequestContext.TimeEpoch);
    }

    [Fact]
    public void An_event_of_a_web_socket_is_read()
    {
        var read = Read<APIGatewayProxyRequest>("""
            {"headers":{"Host":"h"},"multiValueHeaders":{"X":["1","2"]},"queryStringParameters":{"guid":"g"},
             "requestContext":{"routeKey":"$connect","eventType":"CONNECT","extendedRequestId":"e",
               "messageDirection":"IN","stage":"prod","connectedAt":1583348638390,"requestTimeEpoch":1583348638391,
               "identity":{"sourceIp":"192.0.2.1"},"requestId":"r","domainName":"d","connectionId":"L0SM9cOFvHcCIhw=",
               "apiId":"a"},"isBase64Encoded":false}
            """);

        var context = read.RequestContext;
        Assert.Equal(("$connect", "CONNECT", "prod"), (context.RouteKey, context.EventType, context.Stage));
        Assert.Equal(("L0SM9cOFvHcCIhw=", 1583348638390), (context.ConnectionId, context.ConnectedAt));
        Assert.Equal(["1", "2"], read.MultiValueHeaders["X"]);
        Assert.Equal(("g", "192.0.2.1"), (read.QueryStringParameters["guid"], context.Identity.SourceIp));
    }

    [Fact]
    public void A_batch_of_messages_is_read()
    {
        var message = Assert.Single(Read<SQSEvent>("""
            {"Records":[{"messageId":"m","receiptHandle":"h","body":"b","attributes":{"ApproximateReceiveCount":"2"},
             "messageAttributes":{"k":{"stringValue":"v","dataType":"String"}},"md5OfBody":"5",
             "eventSource":"aws:sqs","eventSourceARN":"arn:q","awsRegion":"eu-central-1"}]}
            """).Records);

        Assert.Equal(("m", "h", "b"), (message.MessageId, message.ReceiptHandle, message.Body));
        Assert.Equal(("arn:q", "eu-central-1"), (message.EventSourceArn, message.AwsRegion));
        Assert.Equal("2", message.Attributes["ApproximateReceiveCount"]);
        Assert.Equal("v", message.MessageAttributes["k"].StringValue);
    }

    [Fact]
    public void Answers_are_written_under_the_names_that_api_gateway_reads()
    {
        var http = JsonSerializer.Serialize(new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["x"] = "1" },
            Cookies = ["a=b"],
            Body = "hi",
        });
        var socket = JsonSerializer.Serialize(new APIGatewayProxyResponse { StatusCode = 403 });
        var batch = JsonSerializer.Serialize(new SQSBatchResponse([new() { ItemIdentifier = "m" }]));

        Assert.Equal(
            """{"statusCode":200,"headers":{"x":"1"},"cookies":["a=b"],"body":"hi","isBase64Encoded":false}""", http);
        Assert.Equal(
            """{"statusCode":403,"headers":null,"multiValueHeaders":null,"body":null,"isBase64Encoded":false}""", socket);
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m"}]}""", batch);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
}
