using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using TmuxBuilder.Hosting.Tests.Support;

namespace TmuxBuilder.Hosting.Tests;

/// <summary>What a handler sees of an event of an HTTP API.</summary>
public sealed class HttpRequestTests : IDisposable
{
    private readonly RunningHost host;
    private Func<HttpContext, string> look = _ => "";

    public HttpRequestTests() => host = RunningHost.OfHttp(routes =>
        routes.MapFallback("{**path}", (HttpContext context) => Results.Text(look(context))));

    public void Dispose() => host.Dispose();

    [Fact]
    public void A_request_is_what_the_client_sent()
    {
        var request = SampleEvent.Http("PATCH", "/api/sites");
        request["rawQueryString"] = "page=2&q=rye%20bread";

        var seen = Look(
            request, context => $"{context.Request.Method} {context.Request.GetEncodedUrl()} "
                + $"{context.Request.Query["q"]} {context.Connection.RemoteIpAddress} {context.Request.Protocol}");

        Assert.Equal(
            "PATCH https://builder.example.com/api/sites?page=2&q=rye%20bread rye bread 192.0.2.7 HTTP/1.1", seen);
    }

    [Theory]
    [InlineData("/files/a%2Fb", "/files/a%2Fb")]
    [InlineData("/files/a%2fb", "/files/a%2fb")]
    [InlineData("/caf%C3%A9/%E2%82%AC/%F0%9F%8D%9E", "/café/€/🍞")]
    [InlineData("/a+b%20c", "/a+b c")]
    [InlineData("/100%", "/100%")]
    [InlineData("/%zz/%4", "/%zz/%4")]
    [InlineData("/%ff%C3", "/%ff%C3")]
    [InlineData("/%252F", "/%2F")]
    [InlineData("no-slash", "/no-slash")]
    [InlineData("", "/")]
    public void A_path_is_decoded_but_for_slashes(string raw, string path) =>
        Assert.Equal(path, Look(SampleEvent.Http(path: raw), context => context.Request.Path.Value!));

    [Theory]
    [InlineData("prod", "/prod/api", "/prod", "/api")]
    [InlineData("prod", "/prod", "/prod", "")]
    [InlineData("prod", "/production/api", "", "/production/api")]
    [InlineData("$default", "/$default/api", "", "/$default/api")]
    public void A_stage_is_the_base_of_a_path(string stage, string raw, string pathBase, string path)
    {
        var request = SampleEvent.Http(path: raw);
        request["requestContext"]!["stage"] = stage;

        Assert.Equal(
            $"{pathBase}|{path}", Look(request, context => $"{context.Request.PathBase}|{context.Request.Path}"));
    }

    [Fact]
    public void Cookies_come_as_one_header()
    {
        var request = SampleEvent.Http();
        request["cookies"] = new JsonArray("a=1", "b=two%20words");

        Assert.Equal("a=1; b=two%20words|two words", Look(
            request, context => $"{context.Request.Headers.Cookie}|{context.Request.Cookies["b"]}"));
    }

    [Fact]
    public void A_header_that_comes_twice_keeps_both_and_an_empty_one_is_there()
    {
        var request = SampleEvent.Http();
        request["headers"]!["X-Tag"] = "one";
        request["headers"]!["x-tag"] = "two";
        request["headers"]!["x-empty"] = "";

        Assert.Equal("one,two|True", Look(
            request,
            context => $"{context.Request.Headers["X-TAG"]}|{context.Request.Headers.ContainsKey("X-Empty")}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Headers_are_the_same_asked_for_one_by_one_and_all_at_once(bool oneFirst)
    {
        var request = SampleEvent.Http();
        request["headers"]!["x-name"] = "größer \"🍞\"";
        request["headers"]!["x-gone"] = "1";
        request["headers"]!["X-Twice"] = "one";
        request["headers"]!["x-twice"] = "t\\wo";

        var seen = Look(request, context =>
        {
            var headers = context.Request.Headers;
            var first = oneFirst ? $"{headers["X-Name"]}" : $"{headers.Count}";
            headers.Remove("X-Gone");
            headers["x-name"] = new([.. headers["x-name"], "more"]);
            var all = headers.Where(header => header.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
                && !header.Key.StartsWith("x-forwarded", StringComparison.Ordinal));
            return $"{first}: {string.Join(' ', all.Select(h => $"{h.Key.ToLowerInvariant()}={h.Value}").Order())}";
        });

        Assert.Equal(
            $"{(oneFirst ? "größer \"🍞\"" : "10")}: "
            + "x-name=größer \"🍞\",more x-request-id=JKJaXmPLvHcESHA= x-twice=one,t\\wo",
            seen);
    }

    [Fact]
    public void Headers_that_were_not_asked_for_are_gone_with_their_request()
    {
        IHeaderDictionary? kept = null;
        Look(SampleEvent.Http(), context =>
        {
            kept = context.Request.Headers;
            return "";
        });

        Assert.False(kept!.ContainsKey("accept"));
    }

    [Fact]
    public void The_gateways_id_is_the_requests_unless_it_has_one()
    {
        var named = SampleEvent.Http();
        named["headers"]!["x-request-id"] = "mine";

        Assert.Equal("JKJaXmPLvHcESHA=|JKJaXmPLvHcESHA=", Look(SampleEvent.Http(), Ids));
        Assert.Equal("mine|mine", Look(named, Ids));

        static string Ids(HttpContext context) =>
            $"{context.Request.Headers["X-Request-Id"]}|{context.TraceIdentifier}";
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("{\"a\": \"quotes \\\" and \\\\ and \\u00e9\"}\r\n\t")]
    [InlineData("größer 🍞 \u0000\u001f")]
    public void A_text_body_arrives_as_it_was_sent(string text)
    {
        look = context => new StreamReader(context.Request.Body).ReadToEndAsync().Result;

        Assert.Equal(text, Body(SampleEvent.Http("POST", "/", text)));
    }

    [Fact]
    public void A_binary_body_arrives_as_it_was_sent()
    {
        var bytes = new byte[100_000];
        new Random(5).NextBytes(bytes);
        byte[]? seen = null;

        Look(SampleEvent.Http("POST", "/", bytes), context =>
        {
            var copy = new MemoryStream();
            context.Request.Body.CopyToAsync(copy).Wait();
            seen = copy.ToArray();
            return $"{context.Request.ContentLength}";
        });

        Assert.Equal(bytes, seen);
    }

    [Fact]
    public void A_body_is_read_on_by_whichever_way_or_is_the_one_put_in_its_place()
    {
        look = context =>
        {
            var first = (char)context.Request.Body.ReadByte();
            var rest = context.Request.BodyReader.ReadAsync().AsTask().Result.Buffer;
            context.Request.Body = new MemoryStream("other"u8.ToArray());
            var other = context.Request.BodyReader.ReadAsync().AsTask().Result.Buffer;
            return $"{first} {Encoding.UTF8.GetString(rest)} {Encoding.UTF8.GetString(other)}";
        };

        Assert.Equal("t ext other", Body(SampleEvent.Http("POST", "/", "text")));
        Assert.Equal("\uffff  other", Body(SampleEvent.Http("POST", "/")));
    }

    [Fact]
    public void Base64_with_escaped_slashes_is_still_base64()
    {
        var bytes = Enumerable.Repeat((byte)0xFF, 30).ToArray();
        var json = SampleEvent.Http("POST", "/", bytes).ToJsonString()
            .Replace("/////", "\\/\\/\\/\\/\\/", StringComparison.Ordinal);
        look = context => $"{context.Request.ContentLength}";

        Assert.Equal("30", host.Api.Invoke(json).Json["body"]!.GetValue<string>());
    }

    [Fact]
    public void Nothing_of_a_request_is_left_for_the_next()
    {
        var first = SampleEvent.Http("POST", "/first", "text");
        first["cookies"] = new JsonArray("a=1");
        first["rawQueryString"] = "q=1";
        first["headers"]!["x-once"] = "1";
        Look(first, context =>
        {
            context.Items["held"] = 1;
            context.Features.Set(this);
            context.Response.Headers["x-once"] = "1";
            context.Response.StatusCode = 418;
            return "";
        });
        var second = SampleEvent.Http();
        second.Remove("rawQueryString");

        var seen = Look(second, context => string.Join('|',
            context.Request.Path, context.Request.QueryString, context.Request.Query.Count,
            context.Request.Headers.Cookie,
            context.Request.Headers["x-once"], context.Request.ContentLength, context.Items.Count,
            context.Features.Get<HttpRequestTests>() is null, context.Response.Headers.Count,
            context.Response.StatusCode));

        Assert.Equal("/||0||||0|True|0|200", seen);
    }

    private string Look(JsonObject request, Func<HttpContext, string> how)
    {
        look = how;
        return Body(request);
    }

    private string Body(JsonObject request) =>
        host.Api.Invoke(request.ToJsonString()).Json["body"]?.GetValue<string>() ?? "";
}
