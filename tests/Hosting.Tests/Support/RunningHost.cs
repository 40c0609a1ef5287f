using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Hosting.Tests.Support;

/// <summary>The host on a thread of its own, spoken to through a Runtime API on a real socket.</summary>
internal sealed class RunningHost : IDisposable
{
    private readonly Thread thread;

    public RunningHost(Func<LambdaFunction> compose, TimeProvider? time = null)
    {
        thread = new Thread(() => ExitStatus = LambdaHost.Run(
            compose,
            new LambdaSettings(Api.Address) { Time = time ?? TimeProvider.System, Log = Log.Enqueue }));
        thread.Start();
    }

    public RuntimeApi Api { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    public int? ExitStatus { get; private set; }

    /// <summary>A function of these endpoints.</summary>
    public static RunningHost OfHttp(
        Action<IEndpointRouteBuilder> map,
        TimeProvider? time = null,
        Action<IServiceCollection>? add = null,
        Action<IApplicationBuilder>? before = null) => new(
        () =>
        {
            var services = new ServiceCollection().AddMinimalApi();
            add?.Invoke(services);
            var provider = services.BuildServiceProvider();
            return new LambdaFunction { Services = provider, Http = MinimalApi.Build(provider, map, before) };
        },
        time);

    /// <summary>A function of a pipeline.</summary>
    public static RunningHost Of(Func<IServiceCollection> add, Func<IServiceProvider, RequestDelegate> build) => new(
        () =>
        {
            var provider = add().BuildServiceProvider();
            return new LambdaFunction { Services = provider, Http = build(provider) };
        });

    /// <summary>A function of whatever <paramref name="compose"/> makes of no services.</summary>
    public static RunningHost Of(Func<IServiceProvider, LambdaFunction> compose, TimeProvider? time = null) =>
        new(() => compose(new ServiceCollection().BuildServiceProvider()), time);

    /// <summary>Waits until the host has ended by itself.</summary>
    public int AwaitExit()
    {
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)), "The host goes on.");
        return ExitStatus!.Value;
    }

    public void Dispose()
    {
        Api.Dispose();
        AwaitExit();
    }
}
