using Microsoft.AspNetCore.Builder;
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
            Assert.True(Mapped(host, noun).Contains(pattern), $"Calls of {pattern} do not find it under '{noun}'.");
        }
    }

    [Fact]
    public async Task Every_noun_is_one_of_calls_and_no_other_maps_anything()
    {
        await using var host = await ApiHost.StartAsync();

        foreach (var noun in ApiNouns.All.SelectMany(noun => noun.Words).Distinct())
        {
            Assert.Contains(Mapped(host, noun), pattern => ApiApplication.NounOf(pattern) == noun);
        }

        Assert.Empty(Mapped(host, ""));
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
    public async Task The_description_is_opened_for_whoever_asks_for_it()
    {
        await using var host = await ApiHost.StartAsync();
        var routes = new Routes(host.Service<IServiceProvider>());

        routes.MapApi("openapi", () => throw new InvalidOperationException("Nobody has asked."));

        Assert.Equal("/api/openapi/v1.json", Assert.Single(routes.Patterns));
    }

    private static IReadOnlyList<string> Mapped(ApiHost host, string noun)
    {
        var routes = new Routes(host.Service<IServiceProvider>());
        routes.MapApi(noun, () => Stream.Null);
        return routes.Patterns;
    }

    private sealed class Routes(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IReadOnlyList<string> Patterns =>
        [
            .. DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint => endpoint.RoutePattern.RawText!),
        ];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
