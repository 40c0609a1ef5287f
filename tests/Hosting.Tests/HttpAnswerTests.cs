using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TmuxBuilder.Hosting.Tests.Support;

namespace TmuxBuilder.Hosting.Tests;

/// <summary>What a handler's response becomes for an HTTP API.</summary>
public sealed class HttpAnswerTests : IDisposable
{
    private readonly RunningHost host;
    private RequestDelegate handler = _ => Task.CompletedTask;

    public HttpAnswerTests() =>
        host = RunningHost.OfHttp(routes => routes.MapFallback("{**path}", (HttpContext context) => handler(context)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json; charset=utf-8")]
    [InlineData("text/html; charset=\"UTF-8\"")]
    [InlineData("image/svg+xml")]
    public void Text_travels_as_text(string type)
    {
        const string Text = "{\"a\": \"größer 🍞 </script> & \\\" \u0001\"}\n";

        var answer = Answer(context => Write(context, type, Encoding.UTF8.GetBytes(Text)));

        Assert.Equal(Text, answer["body"]!.GetValue<string>());
        Assert.False(answer["isBase64Encoded"]!.GetValue<bool>());
        Assert.Equal(type, answer["headers"]!["Content-Type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("image/png", null)]
    [InlineData("application/json", "br")]
    [InlineData("text/plain; charset=iso-8859-1", null)]
    [InlineData("text/plain", null)]
    [InlineData("", null)]
    public void All_else_travels_as_base64(string type, string? encoding)
    {
        byte[] bytes = [0x89, 0xFF, 0x00, 0xC3];

        var answer = Answer(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return Write(context, type, bytes);
        });

        Assert.Equal(bytes, Convert.FromBase64String(answer["body"]!.GetValue<string>()));
        Assert.True(answer["isBase64Encoded"]!.GetValue<bool>());
    }

    [Fact]
    public void Headers_are_joined_and_cookies_are_not()
    {
        var answer = Answer(context =>
        {
            context.Response.Headers.Append("Vary", "Origin");
            context.Response.Headers.Append("Vary", "Accept");
            context.Response.Cookies.Append("a", "1");
            context.Response.Cookies.Append("b", "2", new CookieOptions { HttpOnly = true });
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        });

        Assert.Equal("Origin,Accept", answer["headers"]!["Vary"]!.GetValue<string>());
        Assert.Equal(["a=1; path=/", "b=2; path=/; httponly"], answer["cookies"]!.AsArray().GetValues<string>());
        Assert.Single(answer["headers"]!.AsObject());
    }

    [Theory]
    [InlineData("GET", 204)]
    [InlineData("GET", 304)]
    [InlineData("HEAD", 200)]
    public void An_answer_that_has_no_body_gets_none(string method, int status)
    {
        handler = context =>
        {
            context.Response.StatusCode = status;
            return Write(context, "text/plain", "x"u8.ToArray());
        };

        var answer = host.Api.Invoke(SampleEvent.Http(method).Bytes()).Json;

        Assert.Equal(status, answer["statusCode"]!.GetValue<int>());
        Assert.Null(answer["body"]);
    }

    [Theory]
    [InlineData(6 << 20, "text/plain")]
    [InlineData(5 << 20, "image/png")]
    [InlineData(60 << 20, "image/png")]
    public void An_answer_that_is_too_large_is_refused_and_the_next_one_is_not(int size, string type)
    {
        handler = async context =>
        {
            context.TraceIdentifier = "request-of-the-test";
            context.Response.ContentType = type;
            for (var left = size; left > 0; left -= 64 << 10)
            {
                await context.Response.Body.WriteAsync(new byte[64 << 10], Token);
            }
        };

        var refused = host.Api.Invoke(SampleEvent.Http().Bytes()).Json;

        Assert.Equal(413, refused["statusCode"]!.GetValue<int>());
        var problem = JsonNode.Parse(refused["body"]!.GetValue<string>())!.AsObject();
        Assert.Equal(["type", "title", "status", "detail", "code"], problem.Select(part => part.Key));
        Assert.Equal("answer.too_large", problem["code"]!.GetValue<string>());
        Assert.Equal("request-of-the-test", refused["headers"]!["x-request-id"]!.GetValue<string>());
        Assert.Equal(200, Answer(_ => Task.CompletedTask)["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public void A_large_answer_arrives_whole()
    {
        var bytes = new byte[4 << 20];
        new Random(7).NextBytes(bytes);

        var answer = Answer(context => Write(context, "image/png", bytes));

        Assert.Equal(bytes, Convert.FromBase64String(answer["body"]!.GetValue<string>()));
    }

    [Fact]
    public void A_file_is_sent_by_its_part()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "bread and butter");

        var answer = Answer(async context =>
        {
            context.Response.ContentType = "text/plain";
            await context.Response.SendFileAsync(file, 6, 3, Token);
        });

        File.Delete(file);
        Assert.Equal("and", answer["body"]!.GetValue<string>());
    }

    [Fact]
    public void A_handler_that_throws_is_an_error_and_nothing_half_written_is_seen()
    {
        handler = async context =>
        {
            await context.Response.WriteAsync("half", Token);
            throw new InvalidDataException("no bread");
        };

        var failed = host.Api.Invoke(SampleEvent.Http().Bytes());

        Assert.EndsWith("/error", failed.Path, StringComparison.Ordinal);
        Assert.Equal("InvalidDataException", failed.ErrorType);
        Assert.Equal("no bread", failed.Json["errorMessage"]!.GetValue<string>());
        Assert.Contains("no bread", string.Join('\n', host.Log), StringComparison.Ordinal);
        Assert.Null(Answer(_ => Task.CompletedTask)["body"]);
    }

    [Fact]
    public void A_request_a_handler_calls_bad_is_answered_with_its_status()
    {
        var answer = Answer(_ => throw new BadHttpRequestException("too long", 414));

        Assert.Equal(414, answer["statusCode"]!.GetValue<int>());
    }

    [Fact]
    public void What_is_to_happen_before_and_after_an_answer_happens()
    {
        var ended = false;

        var answer = Answer(async context =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["x-late"] = "1";
                return Task.CompletedTask;
            });
            context.Response.OnCompleted(() =>
            {
                ended = true;
                return Task.CompletedTask;
            });
            await Task.Yield();
            Assert.False(context.Response.HasStarted);
            await context.Response.WriteAsync("x", Token);
            Assert.True(context.Response.HasStarted);
        });

        Assert.Equal("1", answer["headers"]!["x-late"]!.GetValue<string>());
        Assert.Equal(200, Answer(_ => Task.CompletedTask)["statusCode"]!.GetValue<int>());
        Assert.True(ended);
    }

    private static async Task Write(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        await context.Response.BodyWriter.WriteAsync(body, Token);
    }

    private JsonNode Answer(RequestDelegate how)
    {
        handler = how;
        return host.Api.Invoke(SampleEvent.Http().Bytes()).Json;
    }
}
