using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using TmuxBuilder.Hosting.Events;
using TmuxBuilder.Hosting.Tests.Support;
using Outcome = TmuxBuilder.Testing.Outcome;

namespace TmuxBuilder.Hosting.Tests;

/// <summary>Whatever comes, there is one clear answer to it, and the next event is served.</summary>
public sealed class HostileEventTests : IDisposable
{
    private static readonly JsonNode?[] WrongValues =
        [null, 5, -1.5e300, true, "", "text", new JsonArray(), new JsonArray(1, null), new JsonObject(), Deep(60)];

    private readonly RunningHost host = RunningHost.Of(services => new LambdaFunction
    {
        Services = services,
        Http = async context =>
        {
            _ = context.Request.Query.Count + context.Request.Cookies.Count;
            await context.Response.WriteAsync(context.Request.Path.Value ?? "");
        },
        Socket = (_, _) => Task.FromResult(new SocketAnswer(200)),
        Message = (_, _) => Task.FromResult(MessageOutcome.Done),
        Schedule = (_, _) => Task.CompletedTask,
    });

    private static JsonObject[] Samples =>
    [
        SampleEvent.Http("POST", "/a", "{}"), SampleEvent.Socket("CONNECT", "$connect"),
        SampleEvent.Socket("MESSAGE", "$default", "text"), SampleEvent.Queue("arn:q", "a", "b"),
        SampleEvent.Schedule(),
    ];

    public void Dispose() => host.Dispose();

    [Fact]
    public void An_event_may_lack_any_of_its_parts()
    {
        foreach (var sample in Samples)
        {
            foreach (var path in Paths(sample))
            {
                var changed = sample.DeepClone();
                Remove(changed, path);
                ExpectClear(changed.Bytes());
            }
        }
    }

    [Fact]
    public void Any_part_of_an_event_may_be_anything()
    {
        foreach (var sample in Samples)
        {
            foreach (var path in Paths(sample))
            {
                foreach (var value in WrongValues)
                {
                    var changed = sample.DeepClone();
                    Replace(changed, path, value?.DeepClone());
                    ExpectClear(changed.Bytes());
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"Records\":[]")]
    [InlineData("{} {}")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:s3\"}]}")]
    [InlineData("{\"requestContext\":{\"elb\":{}}}")]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":\"/\",\"requestContext\":{}}")]
    public void A_shape_that_is_not_known_is_an_error_of_the_invocation(string json)
    {
        var refused = host.Api.Invoke(json);

        Assert.True(refused.IsError, refused.Text);
        Assert.Contains("Event", refused.ErrorType, StringComparison.Ordinal);
        ExpectAlive();
    }

    [Theory]
    [InlineData("rawPath", "5", "'rawPath' is not a string.")]
    [InlineData("rawPath", "\"/a%00b\"", "'rawPath' is not a path: it has an encoded zero in it.")]
    [InlineData("headers", "{\"a\":[1]}", "'headers' is not a string.")]
    [InlineData("cookies", "[1]", "'cookies' is not a string.")]
    [InlineData("isBase64Encoded", "\"yes\"", "'isBase64Encoded' is not a boolean.")]
    [InlineData("requestContext", "{}", "'requestContext.http.method' is missing.")]
    public void A_client_of_http_is_told_what_is_wrong(string name, string value, string detail)
    {
        var request = SampleEvent.Http();
        request[name] = JsonNode.Parse(value);

        ExpectRefused(request, detail);
    }

    [Fact]
    public void A_header_that_is_not_text_is_refused_though_nobody_reads_it()
    {
        var json = SampleEvent.Http().Bytes();
        json[json.AsSpan().IndexOf("*/*"u8)] = 0xff;

        ExpectRefused(json, "'headers' is not valid UTF-8.");
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAA")]
    [InlineData("AAAA=AAA")]
    [InlineData("AA\\AA")]
    [InlineData("größe")]
    public void A_body_that_is_not_the_base64_it_is_said_to_be_is_refused(string body)
    {
        var request = SampleEvent.Http("POST", "/", body);
        request["isBase64Encoded"] = true;

        ExpectRefused(request, "'body' is not valid base64, though it is said to be.");
    }

    [Fact]
    public void Six_megabytes_are_read_like_any_other()
    {
        ExpectClear(SampleEvent.Http("POST", "/", new byte[(6 << 20) * 3 / 4 - 4096]).Bytes());
        ExpectClear(SampleEvent.Http("POST", "/", new string('"', 3 << 20)).Bytes());
        ExpectClear(SampleEvent.Http("GET", "/" + new string('%', 6 << 20)).Bytes());
        ExpectClear(Encoding.UTF8.GetBytes(new string('[', 6 << 20)));
        ExpectClear(new byte[6 << 20]);
    }

    [Fact]
    public void Bytes_may_be_changed_anywhere() =>
        Prop.ForAll(
            Gen.Choose(0, Samples.Length - 1).SelectMany(sample => Gen.Choose(0, 2_000).SelectMany(at =>
                Gen.Choose(0, 255).Select(value => (sample, at, value)))).ToArbitrary(),
            change =>
            {
                var bytes = Samples[change.sample].Bytes();
                bytes[change.at % bytes.Length] = (byte)change.value;
                ExpectClear(bytes);
            }).Check(Testing.Fuzz.Always);

    private static JsonNode Deep(int levels) =>
        Enumerable.Range(0, levels).Aggregate((JsonNode)new JsonArray(), (inner, _) => new JsonArray(inner));

    private static IEnumerable<object[]> Paths(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(
            member => Paths(member.Value).Select(rest => (object[])[member.Key, .. rest]).Append([member.Key])),
        JsonArray items => items.SelectMany(
            (item, index) => Paths(item).Select(rest => (object[])[index, .. rest]).Append([index])),
        _ => [],
    };

    private static JsonNode Parent(JsonNode root, object[] path) => path[..^1].Aggregate(
        root, (node, step) => step is int index ? node[index]! : node[(string)step]!);

    private static void Remove(JsonNode root, object[] path)
    {
        var parent = Parent(root, path);
        _ = path[^1] is int index ? RemoveAt(parent.AsArray(), index) : parent.AsObject().Remove((string)path[^1]);
    }

    private static bool RemoveAt(JsonArray items, int index)
    {
        items.RemoveAt(index);
        return true;
    }

    private static void Replace(JsonNode root, object[] path, JsonNode? value)
    {
        var parent = Parent(root, path);
        if (path[^1] is int index)
        {
            parent[index] = value;
        }
        else
        {
            parent[(string)path[^1]] = value;
        }
    }

    private void ExpectRefused(JsonObject request, string detail) => ExpectRefused(request.Bytes(), detail);

    private void ExpectRefused(byte[] json, string detail)
    {
        var answer = host.Api.Invoke(json).Json;

        Assert.Equal(400, answer["statusCode"]!.GetValue<int>());
        Assert.Equal(detail, JsonNode.Parse(answer["body"]!.GetValue<string>())!["detail"]!.GetValue<string>());
        ExpectAlive();
    }

    /// <summary>An answer of its kind, or an error that says which part of the event it is about.</summary>
    private void ExpectClear(byte[] json)
    {
        var outcome = host.Api.Invoke(json);

        Assert.True(IsClear(outcome), $"{outcome.Path}: {outcome.Text}");
        ExpectAlive();
    }

    private static bool IsClear(Outcome outcome) => outcome.IsError
        ? outcome.ErrorType is "MalformedEventException" or "UnknownEventException"
        : outcome.Text is "null" || outcome.Json["batchItemFailures"] is JsonArray
            || outcome.Json["statusCode"]!.GetValue<int>() is 200 or 400 or 413;

    private void ExpectAlive() =>
        Assert.Equal(
            "/alive", host.Api.Invoke(SampleEvent.Http(path: "/alive").Bytes()).Json["body"]!.GetValue<string>());
}
