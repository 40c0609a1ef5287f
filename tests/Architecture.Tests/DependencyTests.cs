using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TmuxBuilder.Architecture.Tests;

/// <summary>Dependencies point one way: Core ← adapters, Api, Sockets, Agent ← Builder ← hosts.</summary>
public sealed partial class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Records"] = ["Core"],
        ["Adapters.Embedded"] = ["Core", "Records"],
        ["Adapters.Aws"] = ["Core", "Records"],
        ["Api"] = ["Core"],
        ["Sockets"] = ["Core"],
        ["Hosting"] = [],
        ["AwsSettings"] = ["Core", "Adapters.Aws"],
        ["Api.Function"] = ["Core", "Adapters.Aws", "AwsSettings", "Api", "Hosting"],
        ["Sockets.Function"] = ["Core", "Adapters.Aws", "AwsSettings", "Sockets", "Hosting"],
        ["Sweeper.Function"] = ["Core", "Adapters.Aws", "AwsSettings", "Sockets", "Hosting"],
        ["Agent"] = ["Core"],
        ["Gateway"] = ["Core", "Agent"],
        ["SiteHost"] = ["Core"],
        ["Checks"] = ["Core", "Agent", "Gateway", "SiteHost"],
        ["Builder"] = ["Core", "Agent", "Checks"],
        ["DemoAgent"] = [],
        ["Pictures"] = [],
        ["Amazon.Lambda.APIGatewayEvents"] = [],
        ["Amazon.Lambda.SQSEvents"] = [],
        ["AWSSDK.ApiGatewayManagementApi"] = [],
        ["AWSSDK.CloudFront"] = [],
        ["AWSSDK.IdentityManagement"] = [],
        ["Worker"] =
        [
            "Core", "Adapters.Aws", "AwsSettings", "Sockets", "Agent", "Builder", "Checks", "Gateway", "DemoAgent",
            "Pictures",
        ],
        ["Standalone"] =
        [
            "Core", "Adapters.Embedded", "Api", "Sockets", "Agent", "Builder", "Checks", "Gateway", "SiteHost",
            "DemoAgent", "Pictures",
        ],
    };

    /// <summary>The packages of AWS that have a project of their own here (docs/adr/0017).</summary>
    private static readonly HashSet<string> StandIns =
    [
        .. Checkout.Files("src/Shared/AwsSdk", "*.csproj").Select(file => Path.GetFileNameWithoutExtension(file)),
    ];

    private static readonly string[] WithAspNet =
        ["Api", "Sockets", "Hosting", "Checks", "Gateway", "SiteHost", "Standalone", "Worker"];

    public static TheoryData<string> Projects() => [.. Checkout.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_inward_of_it(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);

        var references = Items(file, "ProjectReference").Select(
            path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Contains(name, Allowed.Keys);
        Assert.Subset(Allowed[name].ToHashSet(), references.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_hosts_of_http_know_the_web_framework(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);

        var web = Items(file, "FrameworkReference").Any()
            || XDocument.Load(file).Root!.Attribute("Sdk")!.Value.EndsWith(".Web", StringComparison.Ordinal);

        Assert.Equal(WithAspNet.Contains(name), web);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_the_edge_of_aws_knows_its_sdk(string file)
    {
        var packages = Items(file, "PackageReference").Where(IsAmazons).Concat(Items(file, "AwsSdkReference"));

        Assert.True(MayKnowAws(file) || !packages.Any());
    }

    [Fact]
    public void Only_the_edge_of_aws_speaks_of_it()
    {
        var speaking = Checkout.Files("src", "*.csproj").Where(project => !MayKnowAws(project))
            .SelectMany(project => Checkout.Files(
                Path.GetRelativePath(Checkout.Root, Path.GetDirectoryName(project)!), "*.cs"))
            .Where(source => AmazonPattern().IsMatch(File.ReadAllText(source)));

        Assert.Empty(speaking);
    }

    /// <summary>Code compiles with the official packages of AWS and with ours: none is named past the switch.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_of_aws_that_we_stand_in_for_is_referenced_through_the_switch(string file) =>
        Assert.DoesNotContain(
            Items(file, "PackageReference").Concat(Items(file, "ProjectReference")),
            reference => StandIns.Any(name => reference == name
                || reference.EndsWith($"{name}.csproj", StringComparison.Ordinal)));

    private static bool MayKnowAws(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        return name is "Adapters.Aws" or "Worker" or "Admin" || name.EndsWith(".Function", StringComparison.Ordinal)
            || StandIns.Contains(name);
    }

    private static bool IsAmazons(string package) =>
        package.StartsWith("AWSSDK", StringComparison.Ordinal)
        || package.StartsWith("Amazon", StringComparison.Ordinal);

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    [GeneratedRegex(@"^(global )?using (static )?(\w+ = )?Amazon\.|\bglobal::Amazon\.", RegexOptions.Multiline)]
    private static partial Regex AmazonPattern();
}
