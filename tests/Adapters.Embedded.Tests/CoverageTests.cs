using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class CoverageTests
{
    /// <summary>Ports whose adapter for a host that stands alone lives, and is tested, elsewhere.</summary>
    private static readonly string[] Elsewhere =
    [
        nameof(IClientChannel), // The sockets of the process itself: Sockets.Tests.
        nameof(ISessionFiles), // The worker's own disk: Builder.Tests.
    ];

    [Fact]
    public void Every_port_has_a_contract()
    {
        var contracts = typeof(PortContract).Assembly.GetExportedTypes().Select(type => type.Name).ToHashSet();
        var missing = typeof(ISessionStore).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && type.Namespace == typeof(ISessionStore).Namespace)
            .Select(type => type.Name)
            .Except(Elsewhere)
            .Where(port => !contracts.Contains($"{port[1..]}Contract"));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_contract_is_kept_by_an_embedded_adapter()
    {
        var kept = typeof(CoverageTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract)
            .SelectMany(Ancestors)
            .ToHashSet();
        var missing = typeof(PortContract).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(PortContract)) && !kept.Contains(type));

        Assert.Empty(missing);
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }
}
