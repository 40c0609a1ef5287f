using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TmuxBuilder.Hosting.Tests.Support;

namespace TmuxBuilder.Hosting.Tests;

public sealed class StartTests
{
    [Fact]
    public void What_keeps_a_function_from_starting_is_reported()
    {
        using var host = new RunningHost(() => throw new InvalidDataException("TABLE is not set."));

        var said = host.Api.AwaitPost();

        Assert.Equal("/init/error", said.Path);
        Assert.Equal("InvalidDataException", said.ErrorType);
        Assert.Equal("TABLE is not set.", said.Json["errorMessage"]!.GetValue<string>());
        Assert.Equal(1, host.AwaitExit());
    }

    [Fact]
    public void A_request_has_services_of_its_own_that_end_with_it()
    {
        var ended = 0;
        using var host = RunningHost.OfHttp(
            routes => routes.MapGet("/", (Part part, IServiceProvider services) =>
                $"{ReferenceEquals(part, services.GetService<Part>())} {part.Ended}"),
            add: services => services.AddScoped(_ => new Part(() => ended++)));

        var first = host.Api.Invoke(SampleEvent.Http().Bytes()).Json["body"]!.GetValue<string>();
        var second = host.Api.Invoke(SampleEvent.Http().Bytes()).Json["body"]!.GetValue<string>();
        host.Api.AwaitNext();

        Assert.Equal(("True False", "True False"), (first, second));
        Assert.Equal(2, ended);
    }

    [Fact]
    public void Middleware_comes_before_the_endpoints()
    {
        using var host = RunningHost.OfHttp(
            routes => routes.MapGet("/", () => "endpoint"),
            before: application => application.Use((context, next) =>
            {
                context.Response.Headers["x-seen"] = context.Request.Path.Value;
                return next(context);
            }));

        var answer = host.Api.Invoke(SampleEvent.Http().Bytes()).Json;

        Assert.Equal("/", answer["headers"]!["x-seen"]!.GetValue<string>());
        Assert.Equal("endpoint", answer["body"]!.GetValue<string>());
    }

    [Fact]
    public void Parts_of_the_endpoints_are_mapped_for_the_first_call_that_needs_them()
    {
        var mapped = new List<string>();
        using var host = RunningHost.Of(() => new ServiceCollection().AddMinimalApi(), services =>
            MinimalApi.Build(
                services,
                path => path.StartsWithSegments("/tea") ? "tea" : "",
                (routes, part) =>
                {
                    mapped.Add(part);
                    routes.MapGet("/tea", () => "Assam");
                }));

        Assert.Empty(mapped);
        Assert.Equal("Assam", Body("/tea"));
        Assert.Equal("Assam", Body("/tea"));
        Assert.Equal(["tea"], mapped);
        Assert.Null(Body("/coffee"));
        Assert.Null(Body("/juice"));
        Assert.Equal(["tea", ""], mapped);

        string? Body(string path) =>
            host.Api.Invoke(SampleEvent.Http("GET", path).Bytes()).Json["body"]?.GetValue<string>();
    }

    [Fact]
    public void Options_are_made_by_all_their_steps_in_turn()
    {
        using var services = new ServiceCollection()
            .AddMinimalApi()
            .PostConfigure<RouteOptions>(options => options.LowercaseUrls &= options.AppendTrailingSlash)
            .Configure<RouteOptions>(options => options.LowercaseUrls = options.AppendTrailingSlash = true)
            .Configure<RouteOptions>(options => options.AppendTrailingSlash = false)
            .BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<RouteOptions>>();

        Assert.False(options.Value.AppendTrailingSlash);
        Assert.False(options.Value.LowercaseUrls);
        Assert.Same(options, services.GetRequiredService<IOptions<RouteOptions>>());
    }

    private sealed class Part(Action end) : IAsyncDisposable
    {
        public bool Ended { get; private set; }

        public ValueTask DisposeAsync()
        {
            Ended = true;
            end();
            return default;
        }
    }
}
