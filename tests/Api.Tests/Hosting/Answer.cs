using System.Text.Json;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>What the API answered.</summary>
internal sealed record Answer(int Status, string ContentType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string Code => Text("code");

    public string Text(string property) => Json.GetProperty(property).GetString() ?? "";

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var contentType = response.Content.Headers.ContentType?.MediaType ?? "";
        return new Answer((int)response.StatusCode, contentType, body, headers);
    }

    /// <summary>The cookie of this name that was set, as a client would send it back.</summary>
    public string Cookie(string name) =>
        Headers["Set-Cookie"].Split(", ")
            .Single(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal)).Split(';')[0];

    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Body}");
        return this;
    }

    /// <summary>Checks that it is a well-formed problem with this status and code.</summary>
    public void ExpectProblem(int status, string code)
    {
        Expect(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Code);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Text("detail"));
        Assert.NotEmpty(Text("title"));
        Assert.NotEmpty(Text("type"));
    }
}
