using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
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
