using TmuxBuilder.Portal.Tests.Support;

namespace TmuxBuilder.Portal.Tests.Admin;

public sealed class SignInTests(AdminWorld world) : IClassFixture<AdminWorld>
{
    /// <summary>Only read by the page, which believes its provider's TLS: header and claims, not signed.</summary>
    private static string IdToken => string.Join('.', new[] { """{"alg":"none"}""", """{"sub":"ada"}""", "x" }
        .Select(part => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(part))));

    [Fact]
    public async Task The_printed_link_signs_in_and_its_token_leaves_the_address()
    {
        await using var visit = await world.SignedInAsync();

        Assert.DoesNotContain(world.Host.AdminToken, visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.ReloadAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions", Exact = true }).WaitForAsync();
        await visit.Button("Sign out").First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task A_wrong_token_is_told_and_the_whole_link_may_be_pasted_by_keyboard_alone(int width)
    {
        await using var visit = await world.VisitAsync(width);
        await visit.Page.GotoAsync("/");
        var field = visit.Page.GetByLabel("Admin token");
        await field.TakeFocusAsync();

        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("Paste the token or the whole link.").WaitForAsync();
        await visit.Page.Keyboard.TypeAsync("wrong");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("This token is not valid.").WaitForAsync();
        await visit.SeenAsync($"admin-sign-in-{width}");
        await Expect(field).ToBeEnabledAsync();
        await field.FillAsync($"{world.Host.Url}#token={world.Host.AdminToken}");
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions", Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task A_provider_signs_in_by_code_and_its_answer_leaves_the_address()
    {
        await using var visit = await world.VisitAsync();
        var origin = world.Host.Url.GetLeftPart(UriPartial.Authority);
        var authority = $"{origin}/provider";
        await visit.Page.RouteAsync("**/api/config", async route =>
        {
            var config = (await (await route.FetchAsync()).JsonAsync())!.Value.GetRawText();
            await route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = config.Replace("\"mode\":\"token\"", "\"mode\":\"oidc\"", StringComparison.Ordinal)
                    .Replace("\"authority\":null", $"\"authority\":\"{authority}\"", StringComparison.Ordinal)
                    .Replace("\"client_id\":null", "\"client_id\":\"portal\"", StringComparison.Ordinal),
            });
        });
        await visit.Page.RouteAsync("**/provider/.well-known/openid-configuration", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = $$"""
                {"issuer":"{{authority}}","authorization_endpoint":"{{authority}}/authorize",
                "token_endpoint":"{{authority}}/token","jwks_uri":"{{authority}}/keys"}
                """,
        }));
        await visit.Page.RouteAsync("**/provider/authorize?*", route =>
        {
            var query = System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query);
            Assert.Equal(("code", "S256"), (query["response_type"], query["code_challenge_method"]));
            return route.FulfillAsync(new()
            {
                Status = 302,
                Headers = [new("Location", $"{query["redirect_uri"]}?code=abc&state={query["state"]}")],
            });
        });
        await visit.Page.RouteAsync("**/provider/token", route =>
        {
            Assert.Contains("code_verifier=", route.Request.PostData, StringComparison.Ordinal);
            return route.FulfillAsync(new()
            {
                ContentType = "application/json",
                Body = $$"""{"access_token":"{{world.Host.AdminToken}}","token_type":"Bearer","expires_in":300,"id_token":"{{IdToken}}"}""",
            });
        });

        await visit.Page.GotoAsync("/");
        await visit.Button("Continue to sign-in").ClickAsync();

        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions", Exact = true }).WaitForAsync();
        Assert.Equal(world.Host.Url, new Uri(visit.Page.Url));
    }
}
