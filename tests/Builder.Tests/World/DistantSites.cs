using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>Has a machine's sites live elsewhere, where visitors reach them once the test says so.</summary>
internal sealed class DistantSites
{
    public bool AreReached { get; set; }

    public void AddTo(IServiceCollection services)
    {
        var adapter = services.Last(service => service.ServiceType == typeof(ISitePublisher));
        services.AddSingleton(provider => Publisher.Wrap(
            (ISitePublisher)ActivatorUtilities.CreateInstance(provider, adapter.ImplementationType!), this));
    }

    /// <summary>The CDN is everywhere, and whoever looks for that has seen it.</summary>
    public Task ReachAsync(Machine machine, Session session)
    {
        AreReached = true;
        return machine.CommandAsync(session, CommandKind.Check);
    }

#pragma warning disable CA1852 // DispatchProxy makes a class that derives from this one.
    internal class Publisher : DispatchProxy
#pragma warning restore CA1852
    {
        private ISitePublisher inner = null!;
        private DistantSites sites = null!;

        public static ISitePublisher Wrap(ISitePublisher inner, DistantSites sites)
        {
            var proxy = Create<ISitePublisher, Publisher>();
            ((Publisher)(object)proxy).inner = inner;
            ((Publisher)(object)proxy).sites = sites;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod switch
        {
            { Name: nameof(ISitePublisher.UrlOf) } => new Uri($"https://{args![0]}.example/"),
            { Name: nameof(ISitePublisher.StateAsync) } when !sites.AreReached =>
                Task.FromResult(SiteState.Propagating),
            _ => targetMethod!.Invoke(inner, args),
        };
    }
}
