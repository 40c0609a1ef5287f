using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Api.Tests.Hosting;

namespace TmuxBuilder.Api.Tests.Access;

public sealed class AdminAccessTests
{
    [Fact]
    public async Task The_admin_token_opens_admin_routes_and_nothing_else_does()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.GetAsync("/api/admin/sessions", ApiHost.Admin)).Expect(200);
        (await host.GetAsync("/api/admin/sessions")).ExpectProblem(401, "auth.required");
        (await host.GetAsync("/api/admin/sessions", ("Authorization", "Bearer " + ApiHost.AdminToken + "x")))
            .ExpectProblem(401, "auth.required");
        (await host.GetAsync("/api/admin/sessions", ("Authorization", "Basic " + ApiHost.AdminToken))).ExpectProblem(
            401, "auth.required");
    }

    [Fact]
    public async Task After_too_many_wrong_tokens_from_an_address_not_even_the_right_one_shows()
    {
        await using var host = await ApiHost.StartAsync(
            options => options with { Limits = new RateLimits { WrongTokensPerFiveMinutes = 3 } });
        var guid = await host.CreateSessionAsync();
        var cookie = (await host.PostAsync("/api/admin/login", $$"""{"token":"{{ApiHost.AdminToken}}"}"""))
            .Expect(200).Cookie("tb_admin");
        var wrong = ("Authorization", "Bearer guess");
        string[] guessed = ["/api/admin/sessions", $"/api/sessions/{guid}", "/api/client/projects"];
        foreach (var path in guessed)
        {
            await host.GetAsync(path, wrong);
        }

        var refused = await host.GetAsync("/api/admin/sessions", ApiHost.Admin);
        refused.ExpectProblem(429, "rate.limited");
        Assert.True(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
        (await host.GetAsync("/api/client/projects", ApiHost.Admin)).ExpectProblem(422, "fields.invalid");
        (await host.GetAsync($"/api/sessions/{guid}", wrong)).Expect(200);
        (await host.GetAsync("/api/admin/sessions", ("Cookie", cookie))).Expect(200);

        host.Time.Advance(TimeSpan.FromMinutes(5));
        (await host.GetAsync("/api/admin/sessions", ApiHost.Admin)).Expect(200);
    }

    [Fact]
    public async Task Tokens_that_are_somebody_elses_are_no_wrong_ones()
    {
        await using var host = await ApiHost.StartAsync(
            options => options with { Limits = new RateLimits { WrongTokensPerFiveMinutes = 1 } });
        var made = await host.PostAsync("/api/admin/integrations", """{"name":"parent"}""", ApiHost.Admin);
        var key = ("Authorization", $"Bearer {made.Expect(201).Text("key")}");

        for (var i = 0; i < 3; i++)
        {
            (await host.GetAsync("/api/admin/sessions", key)).ExpectProblem(403, "auth.forbidden");
        }

        (await host.GetAsync("/api/admin/sessions", ApiHost.Admin)).Expect(200);
    }

    [Fact]
    public async Task Without_a_configured_token_nobody_is_an_admin()
    {
        await using var host = await ApiHost.StartAsync(options => options with { AdminToken = null });

        (await host.GetAsync("/api/admin/sessions", ("Authorization", "Bearer "))).ExpectProblem(401, "auth.required");
        (await host.PostAsync("/api/admin/login", """{"token":""}""")).ExpectProblem(422, "fields.invalid");
    }

    [Fact]
    public async Task Signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        await using var host = await ApiHost.StartAsync();

        var login = (await host.PostAsync("/api/admin/login", $$"""{"token":"{{ApiHost.AdminToken}}"}""")).Expect(200);

        var header = login.Headers["Set-Cookie"];
        Assert.Contains("httponly", header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", header, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ApiHost.AdminToken, header, StringComparison.Ordinal);
        (await host.GetAsync("/api/admin/sessions", ("Cookie", login.Cookie("tb_admin")))).Expect(200);
    }

    [Fact]
    public async Task A_wrong_token_signs_nobody_in()
    {
        await using var host = await ApiHost.StartAsync();

        (await host.PostAsync("/api/admin/login", """{"token":"guess"}""")).ExpectProblem(401, "login.invalid");
    }

    [Fact]
    public async Task A_cookie_makes_unsafe_calls_only_from_our_own_or_a_configured_site()
    {
        await using var host =
            await ApiHost.StartAsync(options => options with { CorsOrigins = ["https://parent.example"] });
        var cookie = ("Cookie", (await SignInAsync(host)).Cookie("tb_admin"));

        (await PostIntegrationAsync(host, "a", cookie)).ExpectProblem(403, "origin.refused");
        (await PostIntegrationAsync(host, "a", cookie, ("Origin", "https://evil.example"))).ExpectProblem(
            403, "origin.refused");
        (await PostIntegrationAsync(host, "a", cookie, ("Origin", "null"))).ExpectProblem(403, "origin.refused");
        (await PostIntegrationAsync(host, "a", cookie, ("Origin", ApiHost.OwnOrigin))).Expect(201);
        (await PostIntegrationAsync(host, "b", cookie, ("Origin", "https://parent.example"))).Expect(201);
        (await PostIntegrationAsync(host, "c", cookie, ("Origin", host.Address.GetLeftPart(UriPartial.Authority))))
            .Expect(201);
    }

    [Fact]
    public async Task A_bearer_token_needs_no_origin()
    {
        await using var host = await ApiHost.StartAsync();

        (await PostIntegrationAsync(host, "a", ApiHost.Admin, ("Origin", "https://evil.example"))).Expect(201);
    }

    [Fact]
    public async Task Signing_out_ends_the_cookie_for_good()
    {
        await using var host = await ApiHost.StartAsync();
        var cookie = ("Cookie", (await SignInAsync(host)).Cookie("tb_admin"));

        (await host.PostAsync("/api/admin/logout", null, cookie, ("Origin", ApiHost.OwnOrigin))).Expect(200);

        (await host.GetAsync("/api/admin/sessions", cookie)).ExpectProblem(401, "auth.required");
    }

    [Fact]
    public async Task An_admins_cookie_ends_by_itself()
    {
        await using var host = await ApiHost.StartAsync();
        var cookie = ("Cookie", (await SignInAsync(host)).Cookie("tb_admin"));

        host.Time.Advance(TimeSpan.FromHours(12));

        (await host.GetAsync("/api/admin/sessions", cookie)).ExpectProblem(401, "auth.required");
    }

    [Fact]
    public async Task Signing_in_can_be_tried_only_so_often_from_one_address()
    {
        await using var host = await ApiHost.StartAsync(options => options with
        {
            Limits = new Api.Hosting.RateLimits { LoginsPerFiveMinutes = 2 },
        });
        await host.PostAsync("/api/admin/login", """{"token":"a"}""");
        await host.PostAsync("/api/admin/login", """{"token":"b"}""");

        var third = await host.PostAsync("/api/admin/login", """{"token":"c"}""");

        third.ExpectProblem(429, "rate.limited");
        Assert.InRange(
            int.Parse(third.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 300);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        (await host.PostAsync("/api/admin/login", """{"token":"d"}""")).ExpectProblem(401, "login.invalid");
    }

    [Fact]
    public async Task An_integration_creates_sessions_and_is_no_admin()
    {
        await using var host = await ApiHost.StartAsync();
        var made = (await PostIntegrationAsync(host, "parent", ApiHost.Admin)).Expect(201);
        var key = ("Authorization", $"Bearer {made.Text("key")}");

        var session = (await host.PostAsync("/api/admin/sessions", """{"name":"Ann","email":"ann@example.org"}""", key))
            .Expect(201);
        (await host.GetAsync("/api/admin/sessions", key)).ExpectProblem(403, "auth.forbidden");
        (await host.GetAsync($"/api/deployments?guid={session.Text("guid")}", key)).Expect(200);

        var list = (await host.GetAsync("/api/admin/integrations", ApiHost.Admin)).Expect(200);
        Assert.DoesNotContain(made.Text("key"), list.Body, StringComparison.Ordinal);
        (await host.CallAsync(HttpMethod.Delete, $"/api/admin/integrations/{made.Text("id")}", null, ApiHost.Admin))
            .Expect(200);
        (await host.PostAsync("/api/admin/sessions", """{"name":"Ann","email":"ann@example.org"}""", key))
            .ExpectProblem(401, "auth.required");
    }

    [Fact]
    public async Task Two_integrations_have_two_names()
    {
        await using var host = await ApiHost.StartAsync();
        (await PostIntegrationAsync(host, "parent", ApiHost.Admin)).Expect(201);

        (await PostIntegrationAsync(host, "parent", ApiHost.Admin)).ExpectProblem(409, "integration.exists");
    }

    [Fact]
    public async Task Calls_past_the_proxy_in_front_are_refused()
    {
        await using var host = await ApiHost.StartAsync(options => options with
        {
            Proxy = new Api.Hosting.ProxyOptions("X-Front", "the-secret", "X-Viewer"),
            Limits = new Api.Hosting.RateLimits { LoginsPerFiveMinutes = 1 },
        });

        (await host.GetAsync("/api/health")).ExpectProblem(403, "proxy.required");
        (await host.GetAsync("/api/health", ("X-Front", "guess"))).ExpectProblem(403, "proxy.required");
        (await host.GetAsync("/api/health", ("X-Front", "the-secret"))).Expect(200);
    }

    [Fact]
    public async Task The_proxy_names_the_client_and_without_one_nobody_does()
    {
        var limits = new Api.Hosting.RateLimits { LoginsPerFiveMinutes = 1 };
        await using var proxied = await ApiHost.StartAsync(options => options with
        {
            Proxy = new Api.Hosting.ProxyOptions("X-Front", "the-secret", "X-Viewer"),
            Limits = limits,
        });
        await using var direct = await ApiHost.StartAsync(options => options with { Limits = limits });

        Assert.Equal(401, await LoginAsync(proxied, "203.0.113.7:4711"));
        Assert.Equal(429, await LoginAsync(proxied, "198.51.100.1, 203.0.113.7:4712"));
        Assert.Equal(401, await LoginAsync(proxied, "203.0.113.8"));
        Assert.Equal(401, await LoginAsync(direct, "203.0.113.7"));
        Assert.Equal(429, await LoginAsync(direct, "203.0.113.8"));
    }

    [Fact]
    public async Task A_client_is_the_same_from_every_port_and_from_all_of_its_network_of_IPv6()
    {
        await using var host = await ApiHost.StartAsync(options => options with
        {
            Proxy = new Api.Hosting.ProxyOptions("X-Front", "the-secret", "X-Viewer") { HasPort = true },
            Limits = new Api.Hosting.RateLimits { LoginsPerFiveMinutes = 1 },
        });

        Assert.Equal(401, await LoginAsync(host, "2001:db8::7:4711"));
        Assert.Equal(429, await LoginAsync(host, "2001:db8::7:443"));
        Assert.Equal(429, await LoginAsync(host, "[2001:db8:0:0:0:0:0:7]:50000"));
        Assert.Equal(429, await LoginAsync(host, "2001:db8::8:443"));
        Assert.Equal(401, await LoginAsync(host, "2001:db8:0:1::7:443"));
        Assert.Equal(401, await LoginAsync(host, "203.0.113.7:4711"));
        Assert.Equal(429, await LoginAsync(host, "203.0.113.7:443"));
    }

    private static async Task<int> LoginAsync(ApiHost host, string address) => (await host.PostAsync(
        "/api/admin/login",
        """{"token":"guess"}""",
        ("X-Front", "the-secret"),
        ("X-Viewer", address),
        ("X-Forwarded-For", address))).Status;

    private static async Task<Answer> SignInAsync(ApiHost host) =>
        (await host.PostAsync("/api/admin/login", $$"""{"token":"{{ApiHost.AdminToken}}"}""")).Expect(200);

    private static Task<Answer> PostIntegrationAsync(ApiHost host, string name, params (string, string)[] headers) =>
        host.PostAsync("/api/admin/integrations", $$"""{"name":"{{name}}"}""", headers);
}
