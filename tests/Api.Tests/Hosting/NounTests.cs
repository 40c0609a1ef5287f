using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>Hosts that map only what a call may need have to find all of it by the call's path.</summary>
public sealed class NounTests
{
    [Fact]
    public async Task Whatever_a_path_may_lead_to_is_mapped_with_its_noun()
    {
        await using var host = await ApiHost.StartAsync();

        foreach (var endpoint in host.Endpoints)
        {
            var pattern = endpoint.RoutePattern.RawText!;
            var noun = ApiApplication.NounOf(pattern);
            Assert.True(Mapped(noun).Contains(pattern), $"Calls of {pattern} do not find it under '{noun}'.");
        }
    }

    [Fact]
    public void No_noun_is_mapped_with_what_its_calls_cannot_reach()
    {
        foreach (var noun in ApiNouns.All.SelectMany(noun => noun.Words).Distinct())
        {
            Assert.Contains(Mapped(noun), pattern => ApiApplication.NounOf(pattern) == noun);
        }

        Assert.Empty(Mapped(""));
    }

    [Theory]
    [InlineData("/api/SESSIONS/x", "sessions")]
    [InlineData("/API/health", "health")]
    [InlineData("/api/upload/", "upload")]
    [InlineData("/api/uploads", "uploads")]
    [InlineData("/api", "")]
    [InlineData("/api/", "")]
    [InlineData("/api//health", "")]
    [InlineData("/api/healthy", "")]
    [InlineData("/api%2Fhealth", "")]
    [InlineData("/health", "")]
    [InlineData("", "")]
    public void A_path_has_the_noun_that_its_routes_begin_with(string path, string noun) =>
        Assert.Equal(noun, ApiApplication.NounOf(path));

    [Fact]
    public void The_description_is_handed_out_as_it_was_kept()
    {
        var opened = 0;
        var patterns = Mapped("openapi", () =>
        {
            opened++;
            return Stream.Null;
        });

        Assert.Equal(["/api/openapi/v1.json"], patterns);
        Assert.Equal(0, opened);
    }

    private static List<string> Mapped(string noun, Func<Stream>? document = null)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapApi(noun, document ?? (() => Stream.Null));
        return
        [
            .. ((IEndpointRouteBuilder)app).DataSources
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint => endpoint.RoutePattern.RawText!),
        ];
    }
}
