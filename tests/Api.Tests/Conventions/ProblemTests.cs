using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Conventions;

public sealed class ProblemTests
{
    [Fact]
    public async Task An_unknown_address_is_a_404_problem()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.GetAsync("/api/nothing/here")).ExpectProblem(404, "route.not_found");
    }

    [Fact]
    public async Task A_wrong_method_is_a_405_problem_that_names_the_right_ones()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.CallAsync(HttpMethod.Delete, "/api/health", body: null);

        answer.ExpectProblem(405, "method.not_allowed");
        Assert.Equal("GET", answer.Headers["Allow"]);
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_a_400_problem()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.PostAsync("/api/requests", "{\"name\":")).ExpectProblem(400, "request.malformed");
        (await host.PostAsync("/api/requests", "[]")).ExpectProblem(400, "request.malformed");
        (await host.PostAsync("/api/requests", "\"x\"")).ExpectProblem(400, "request.malformed");
        (await host.PostAsync("/api/requests", "{\"name\":\"\\ud800\"}")).ExpectProblem(400, "request.malformed");
    }

    [Fact]
    public async Task A_field_of_the_wrong_type_is_named()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.PostAsync("/api/requests", """{"name":{"a":1},"email":"a@b.org"}""");

        answer.ExpectProblem(400, "request.malformed");
        Assert.Contains("$.name", answer.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_body_is_a_4xx_problem()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.PostAsync("/api/requests");

        Assert.InRange(answer.Status, 400, 415);
        Assert.Equal("application/problem+json", answer.ContentType);
    }

    [Fact]
    public async Task Wrong_fields_are_all_told_at_once()
    {
        await using var host = await ApiHost.StartAsync();

        var answer = await host.PostAsync(
            "/api/requests", """{"name":"","email":"nobody","phone":"12\n3","initial_request":" "}""");

        answer.ExpectProblem(422, "fields.invalid");
        var fields = answer.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name);
        Assert.Equal(["email", "initial_request", "name", "phone"], fields);
    }

    [Fact]
    public async Task A_body_of_another_content_type_is_a_415_problem()
    {
        await using var host = await ApiHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/requests", UriKind.Relative));
        request.Content = new StringContent("name=x", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        (await host.SendAsync(request)).ExpectProblem(415, "content_type.not_supported");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_413_problem_whether_or_not_it_says_its_length()
    {
        await using var host = await ApiHost.StartAsync();
        var huge = $$"""{"name":"{{new string('x', 300_000)}}"}""";
        using var chunked = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/requests", UriKind.Relative));
        chunked.Content = new StringContent(huge, System.Text.Encoding.UTF8, "application/json");
        chunked.Headers.TransferEncodingChunked = true;

        (await host.PostAsync("/api/requests", huge)).ExpectProblem(413, "body.too_large");
        (await host.SendAsync(chunked)).ExpectProblem(413, "body.too_large");
    }

    [Fact]
    public async Task Answers_carry_a_request_id_and_tell_browsers_to_keep_nothing()
    {
        await using var host = await ApiHost.StartAsync();

        var made = await host.GetAsync("/api/health");
        var echoed = await host.GetAsync("/api/health", ("X-Request-Id", "portal-42.abc"));
        var replaced = await host.GetAsync("/api/nothing", ("X-Request-Id", "<script>alert(1)</script>"));
        var guid = await host.GetAsync("/api/health", ("X-Request-Id", new string('a', 64)));
        var loud = await host.GetAsync("/api/health", ("X-Request-Id", new string('A', 64)));

        Assert.Matches("^[0-9a-f]{32}$", made.Headers["X-Request-Id"]);
        Assert.Equal("portal-42.abc", echoed.Headers["X-Request-Id"]);
        Assert.Matches("^[0-9a-f]{32}$", replaced.Headers["X-Request-Id"]);
        Assert.Matches("^[0-9a-f]{32}$", guid.Headers["X-Request-Id"]);
        Assert.Matches("^[0-9a-f]{32}$", loud.Headers["X-Request-Id"]);
        Assert.Equal("no-store", made.Headers["Cache-Control"]);
        Assert.Equal("nosniff", made.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", made.Headers["Referrer-Policy"]);
    }
}
