using System.Reflection;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Architecture.Tests;

/// <summary>Every port has a contract suite, and every adapter project subclasses each.</summary>
public sealed class ContractCoverageTests
{
    private static readonly Assembly Contracts = Assembly.Load("TmuxBuilder.Contracts");

    /// <summary>A worker's own port: session folders lie on its disk, whatever the adapters are.</summary>
    private const string OfTheWorker = "SessionFilesContract";

    private static readonly string[] AdapterSuites =
        ["TmuxBuilder.Adapters.Embedded.Tests", "TmuxBuilder.Adapters.Aws.Tests"];

    private static readonly string[] Suites =
        [
            .. Contracts.GetExportedTypes()
                .Where(type => type.IsAbstract && type.Name.EndsWith("Contract", StringComparison.Ordinal))
                .Select(type => type.Name),
        ];

    public static TheoryData<string> Ports() =>
        [.. typeof(ISessionStore).Assembly.GetExportedTypes()
            .Where(type => type is { IsInterface: true, Namespace: "TmuxBuilder.Core.Ports" })
            .Select(type => type.Name)];

    public static TheoryData<string, string> AdaptersAndSuites() =>
        new([
            .. AdapterSuites.SelectMany(adapter => Suites.Except([OfTheWorker]).Select(suite => (adapter, suite))),
            ("TmuxBuilder.Builder.Tests", OfTheWorker),
        ]);

    [Theory]
    [MemberData(nameof(Ports))]
    public void Every_port_has_a_contract_suite(string port) => Assert.Contains($"{port[1..]}Contract", Suites);

    [Theory]
    [MemberData(nameof(AdaptersAndSuites))]
    public void Every_adapter_proves_every_contract(string adapter, string suite) =>
        Assert.Contains(
            Assembly.Load(adapter).GetExportedTypes(),
            type => !type.IsAbstract && BaseTypes(type).Any(parent => parent.Name == suite));

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            yield return parent;
        }
    }
}
